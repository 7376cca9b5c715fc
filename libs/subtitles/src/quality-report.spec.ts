import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import fc from 'fast-check';
import { qualityReport, type QualityOptions } from './quality-report.js';
import { subtitleTracks } from './subtitle-tracks.js';
import { timedTexts } from './testing-subtitles.js';

const said = (startSeconds: number, endSeconds: number, text: string, more: Partial<Segment> = {}): Segment => ({
  startSeconds,
  endSeconds,
  text,
  words: [],
  ...more,
});

const transcriptOf = (segments: Segment[], more: Partial<Transcript> = {}): Transcript => ({
  language: 'en',
  transcriber: { engine: 'fake', quality: 'draft' },
  segments,
  ...more,
});

async function report(transcript: Transcript, options: QualityOptions = {}) {
  return qualityReport(transcript, await subtitleTracks(transcript), options);
}

const well = [said(0, 2, 'Good morning to you all.'), said(3, 5, 'How did you sleep?'), said(6, 8, 'Quite well.')];

describe('qualityReport', () => {
  it('finds nothing in subtitles that read well', async () => {
    const { score, cues, findings, examples } = await report(transcriptOf(well));

    expect({ score, cues, findings, examples }).toEqual({ score: 100, cues: 3, findings: {}, examples: [] });
  });

  it.each<[string, Segment[], object]>([
    ['readingSpeed', [said(0, 1, 'This is far too much to be read within one second'), well[1]!], { value: 32 }],
    ['lineLength', [said(0, 6, `https://example.org/${'a'.repeat(50)}`)], { value: 70 }],
    ['overlap', [said(0, 3, 'One at a time.'), said(2, 5, 'No, both of us.')], { segmentStartSeconds: 2, value: 1 }],
    ['gap', [said(0, 0.5, 'One.'), said(0.52, 3, 'Two follows at once.')], { startSeconds: 0.52, value: 0.02 }],
    ['tooShort', [said(0, 0.1, 'Oh!'), said(0.4, 3, 'What was that?')], { startSeconds: 0 }],
    ['tooLong', [said(0, 12, 'Well...')], { value: 12 }],
    ['lowConfidence', [said(0, 2, 'Mumble mumble.', { confidence: 0.2 })], { value: 0.2 }],
    ['repeat', [said(0, 2, 'Thank you.'), said(3, 5, 'Thank you!')], { segmentStartSeconds: 3, value: 1 }],
  ])('finds %s, where it is and how bad', async (check, segments, finding) => {
    const { findings, examples, score, rules } = await report(transcriptOf(segments));

    expect(findings).toMatchObject({ [check]: 1 });
    const example = examples.find((one) => one.check === check);
    expect(example).toMatchObject({
      ...finding,
      ...('value' in finding && { value: expect.closeTo(Number(finding.value), 0.6) }),
    });
    expect(rules.find((rule) => rule.check === check)?.source).toMatch(/Netflix|BBC|Polyspool/);
    expect(score).toBeLessThan(100);
  });

  it('finds lines that begin where nobody speaks, when it knows where somebody does', async () => {
    const speech = [{ startSeconds: 0.2, endSeconds: 5 }];

    const heard = await report(transcriptOf([...well.slice(0, 2), said(9, 11, 'Thanks for watching.')]), { speech });
    const unknown = await report(transcriptOf(well));

    expect(heard.examples).toMatchObject([{ check: 'silentStart', segmentStartSeconds: 9, value: 4 }]);
    expect(heard.unchecked.map(({ check }) => check)).not.toContain('silentStart');
    expect(unknown.unchecked.map(({ check }) => check)).toEqual(['silentStart', 'lowConfidence']);
  });

  it('lets a word be said twice, not three times', async () => {
    const no = [0, 2, 4].map((start) => said(start, start + 1, 'No!'));

    expect((await report(transcriptOf(no.slice(0, 2)))).findings).toEqual({});
    expect((await report(transcriptOf(no))).findings).toEqual({ repeat: 1 });
  });

  it('measures each language by its own rules', async () => {
    const segments = [
      said(0, 3, 'He was not an ill disposed young man.', { translation: '그는 성격이 나쁜 청년이 아니었습니다' }),
    ];

    const { tracks, rules } = await report(transcriptOf(segments, { targetLanguage: 'ko' }), { framesPerSecond: 25 });

    expect(tracks.map(({ language }) => language)).toEqual(['en', 'ko']);
    const limit = (language: string, check: string) =>
      rules.find((rule) => rule.language === language && rule.check === check)?.threshold;
    expect([limit('en', 'readingSpeed'), limit('ko', 'readingSpeed')]).toEqual([20, 12]);
    expect([limit('en', 'lineLength'), limit('ko', 'lineLength')]).toEqual([42, 16]);
    expect(limit('en', 'gap')).toBe(0.08);
  });

  it('asks for no longer gaps where pictures change seldom', async () => {
    const { rules } = await report(transcriptOf(well), { framesPerSecond: 0.5 });

    expect(rules.find(({ check }) => check === 'gap')?.threshold).toBeCloseTo(2 / 24);
  });

  it('says of no subtitles neither good nor bad', async () => {
    const { score, cues } = await report(transcriptOf([]));

    expect([score, cues]).toEqual([undefined, 0]);
  });

  it('is a report for whatever was said, counts what it shows and keeps the score in line', async () => {
    await fc.assert(
      fc.asyncProperty(timedTexts, async (texts) => {
        const transcript = transcriptOf(texts.map((text) => ({ ...text, words: [] })));

        const found = SubtitleQuality.parse(await report(transcript, { speech: [] }));

        const counted = Object.values(found.findings).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(found.examples.length);
        expect(found.cuesWithFindings).toBeLessThanOrEqual(found.cues);
        expect(found.score === 100).toBe(found.cues > 0 && found.cuesWithFindings === 0);
        for (const { check, language, value } of found.examples) {
          const rule = found.rules.find((one) => one.check === check && one.language === language)!; // else the test fails
          expect(rule.bound === 'max' ? value >= rule.threshold : value <= rule.threshold).toBe(true);
        }
      }),
    );
  });
});
