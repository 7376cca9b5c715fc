import { corpusJobs } from '@polyspool/contracts/corpus';
import type { Segment } from '@polyspool/contracts/segments';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { FakeTranscriber } from '@polyspool/providers/transcriber/fake-transcriber';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSound } from '../testing/make-sounds.js';
import { type Engines, workbench } from '../testing/workbench.js';

let folder: string;
let upload: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'analyze-content-spec-'));
  upload = await writeSound(join(folder, 'sound.wav'), 'anoisesrc=r=16000', ['-t', '20']);
});

afterAll(() => rm(folder, { recursive: true }));

const speech = [
  { startSeconds: 1, endSeconds: 4 },
  { startSeconds: 4.3, endSeconds: 8 },
  { startSeconds: 10, endSeconds: 12 },
  { startSeconds: 13, endSeconds: 14.3 },
];

const lines = (...texts: string[]): Segment[] =>
  texts.map((text, index) => ({ startSeconds: 1 + index, endSeconds: 2 + index, text, words: [], confidence: 0.9 }));

async function analyse(said: readonly Segment[], language: string, engines: Engines = {}) {
  const transcriber = new FakeTranscriber(() => said, [language]);
  const bench = workbench(folder, { transcriber, voiceDetector: new FakeVoiceDetector(speech), ...engines });
  const input = { uploadId: await bench.upload(upload), recordId: '01890000-0000-7000-8000-000000000001', language };
  return (await bench.run(corpusJobs.analyzeContent, input)).output;
}

describe('AnalyzeContent', () => {
  it('says how much is spoken, how fast, with which pauses and about what', async () => {
    const output = await analyse(
      lines(
        'The farmers took the mangoes to the market, and the mangoes were sold before noon.',
        'Mangoes are what the farmers of this village are known for.',
      ),
      'en',
      { identifier: new FakeLanguageIdentifier() },
    );

    expect(output).toMatchObject({
      recordId: '01890000-0000-7000-8000-000000000001',
      durationSeconds: 20,
      speechSeconds: expect.closeTo(10, 5),
      pauses: { count: 2, meanSeconds: expect.closeTo(1.5, 5), longestSeconds: 2 },
      languages: [{ language: 'en', confidence: expect.closeTo(1, 0) }],
      transcript: { language: 'en', engine: 'fake', words: 26 },
      wordsPerMinute: 156,
      distinctWords: 18,
      warnings: [],
    });
    expect(output.keywords.slice(0, 2)).toEqual([
      { word: 'mangoes', count: 3 },
      { word: 'farmers', count: 2 },
    ]);
    expect(output.keywords.map(({ word }) => word)).not.toContain('the');
  }, 30_000);

  it('counts words of Telugu, and notices another language beside it', async () => {
    const telugu = 'రైతులు మామిడి పండ్లను సంతకు తీసుకువెళ్లారు, మామిడి పండ్లు మధ్యాహ్నానికి ముందే అమ్ముడయ్యాయి. '.repeat(3);
    const english = 'And then the man from the city came and bought all that was left. '.repeat(3);

    const output = await analyse(lines(telugu, english), 'te');

    expect(output.languages.map(({ language }) => language)).toEqual(['te', 'en']);
    expect(output.keywords[0]).toEqual({ word: 'మామిడి', count: 6 });
    expect(output.wordsPerMinute).toBeGreaterThan(300);
  }, 30_000);
});
