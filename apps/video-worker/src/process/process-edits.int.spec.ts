import { Transcript, type Segment } from '@polyspool/contracts/segments';
import { SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import type { TranslateOptions } from '@polyspool/providers/translator/translator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeTranslator, recordSample, ScriptedTranscriber, workbench } from './testing.js';

/** Counts what it is given. */
class CountingTranslator extends FakeTranslator {
  readonly asked: string[] = [];

  constructor() {
    super({ from: 'en', to: ['fr'], words: { man: 'homme', cold: 'froid' } });
  }

  override translate(texts: readonly string[], options: TranslateOptions) {
    this.asked.push(...texts);
    return super.translate(texts, options);
  }
}

describe('edits of a transcript', () => {
  let folder: string;
  let upload: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-edits-spec-'));
    upload = await recordSample(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const options = { language: 'en', targetLanguage: 'fr', chunkSeconds: 5 };
  const lines = ['he was a knot man', 'rather cold', 'made amiable'];
  const hear = async (_: string, __: unknown, call: number): Promise<Segment[]> => {
    const text = lines[call - 1] ?? '';
    const words = text.split(' ').map((word, index) => ({
      text: word,
      startSeconds: 1 + index / 2,
      endSeconds: 1.4 + index / 2,
      confidence: 0.5,
    }));
    return [{ startSeconds: 1, endSeconds: words.at(-1)?.endSeconds ?? 1, text, words, confidence: 0.5 }];
  };

  const bench = async () => {
    const transcriber = new ScriptedTranscriber(hear);
    const translator = new CountingTranslator();
    const { video } = await workbench({ folder, upload }, { transcriber, translator });
    const transcriptOf = async (input: object) => {
      const finished = await video({ ...options, ...input });
      const json = String(finished.artifacts.get('transcript.json'));
      return { ...finished, transcript: Transcript.parse(JSON.parse(json)) };
    };
    return { transcriber, translator, video, transcriptOf };
  };

  it('are in all that is made, and only their chunk is translated again', async () => {
    const { transcriber, translator, transcriptOf } = await bench();
    const before = await transcriptOf({});
    translator.asked.length = 0;

    const { transcript, artifacts } = await transcriptOf({ edits: [{ startSeconds: 1, text: 'He was not a man.' }] });

    expect(transcript.segments[0]).toMatchObject({ startSeconds: 1, text: 'He was not a man.' });
    expect(transcript.segments[0]?.words.map(({ text }) => text)).toEqual(['He', 'was', 'not', 'a', 'man.']);
    expect(transcript.segments.slice(1)).toEqual(before.transcript.segments.slice(1));
    expect(String(artifacts.get('subtitles.en.srt'))).toContain('He was not a man.');
    expect(String(artifacts.get('vocabulary.json'))).not.toContain('knot');
    expect(translator.asked.filter((text) => lines.includes(text))).toEqual([]);
    expect(translator.asked).toContain('He was not a man.');
    expect(transcriber.calls).toBe(3);
  });

  it('put a translation right, which nobody translates again', async () => {
    const { transcriptOf, transcriber } = await bench();
    const before = await transcriptOf({});
    const [, second] = before.transcript.segments;

    const { transcript } = await transcriptOf({
      edits: [{ startSeconds: second?.startSeconds, translation: 'plutôt froid' }],
    });

    expect(transcript.segments[1]).toMatchObject({
      text: 'rather cold',
      translation: 'plutôt froid',
      translatedBy: 'person',
    });
    expect(transcript.segments[0]).toEqual(before.transcript.segments[0]);
    expect(transcriber.calls).toBe(3);
  });

  it('translate by hand what no engine here can', async () => {
    const { transcriptOf } = await bench();
    const edits = [{ startSeconds: 1, translation: '그는 매듭 남자였다' }];

    const { transcript, output, artifacts } = await transcriptOf({ targetLanguage: 'ko', edits });

    expect(output).toMatchObject({ targetLanguage: 'ko' });
    expect(output.warnings.map(({ code }) => code)).toContain('engine.unsupportedPair');
    expect(transcript.segments[0]).toMatchObject({ translation: '그는 매듭 남자였다', translatedBy: 'person' });
    expect(String(artifacts.get('subtitles.ko.vtt'))).toContain('그는 매듭 남자였다');
  });

  it('are told of where no line begins as they say', async () => {
    const { transcriptOf } = await bench();
    const edits = [
      { startSeconds: 2, text: 'nothing' },
      { startSeconds: 12.5, text: 'nothing' },
    ];

    const { output } = await transcriptOf({ edits });

    expect(output.warnings).toContainEqual({ code: 'edits.unmatched', detail: 'No line begins at 0:02 and 1 more' });
  });

  it('leave out steps that nobody wants', async () => {
    const translator = fakeTranslator();
    const { video } = await workbench({ folder, upload }, { translator });

    const { output, artifacts } = await video({ ...options, skip: ['translate', 'vocabulary', 'quality'] });

    expect(output).toMatchObject({ vocabularyCount: 0, warnings: [] });
    expect(output).not.toHaveProperty('targetLanguage', 'fr');
    expect([...artifacts.keys()]).not.toContain('quality.json');
    expect([...artifacts.keys()]).not.toContain('vocabulary.json');
    expect([...artifacts.keys()]).not.toContain('subtitles.fr.vtt');
  });

  it('come with a report on how the subtitles read', async () => {
    const { transcriptOf } = await bench();

    const { artifacts, output } = await transcriptOf({});

    const report = SubtitleQuality.parse(JSON.parse(String(artifacts.get('quality.json'))));
    expect(output.quality).toMatchObject({ cues: report.cues, findings: report.findings });
    expect(report.tracks.map(({ language }) => language)).toEqual(['en', 'fr']);
  });
});
