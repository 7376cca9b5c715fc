import type { Segment } from '@polyspool/contracts/segments';
import type { Vocabulary } from '@polyspool/contracts/vocabulary';
import { videoJobs } from '@polyspool/contracts/video';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { FreedictDictionary } from '@polyspool/providers/lexicon/freedict-dictionary';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { WinkAnalyser } from '@polyspool/providers/word-analyser/wink-analyser';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openLexicon } from '../engines/open-lexicon.js';
import { ffmpeg, recordSample, sample, ScriptedTranscriber, workbench } from '../process/testing.js';
import { VocabularyEngines } from '../vocabulary/vocabulary-engines.js';
import { ProcessContent } from './process-content.js';
import { entry } from './testing-content.js';
import { filmOf } from './testing-films.js';

type Chunk = typeof videoJobs.processChunk;

/** What can be learned from the sample. */
const entries = [
  entry('ill disposed', { kind: 'idiom', partOfSpeech: 'PHRASE', gloss: { text: 'malintencionado', source: 'test' } }),
  entry('cold hearted', { kind: 'idiom', partOfSpeech: 'PHRASE', gloss: { text: 'insensible', source: 'test' } }),
  entry('amiable', { partOfSpeech: 'ADJ', cefr: { level: 'C1', method: 'list', confidence: 1 } }),
];

/** A chunk in which just these are found. */
class ChunkWithVocabulary implements JobHandler<Chunk> {
  constructor(
    private readonly chunk: JobHandler<Chunk>,
    private readonly found: Vocabulary['entries'],
  ) {}

  async run(job: RunningJob<Chunk>) {
    const vocabulary: Vocabulary = { language: 'en', analyser: 'test', entries: this.found };
    const output = await this.chunk.run(job);
    const kept = await job.step('known words', [vocabulary], (files) =>
      files.keep('words.json', JSON.stringify(vocabulary)),
    );
    return { ...output, vocabulary: kept, vocabularyCount: this.found.length };
  }
}

const said: Segment[] = sample.lines.map((text, index) => {
  const { startSeconds, endSeconds } = sample.speech[index]!;
  const texts = text.split(' ');
  const each = (endSeconds - startSeconds) / texts.length;
  const at = (place: number) => startSeconds + place * each;
  const words = texts.map((word, place) => ({
    text: word,
    startSeconds: at(place),
    endSeconds: at(place + 1),
    confidence: 0.9,
  }));
  return { startSeconds, endSeconds, text, words, confidence: 0.9 };
});

const spanish = new FakeTranslator({
  from: 'en',
  to: ['es'],
  words: { young: 'joven', man: 'hombre', cold: 'frío', hearted: 'de corazón', selfish: 'egoísta' },
});

async function studio(folder: string, upload: string) {
  const transcriber = new ScriptedTranscriber(async () => said);
  const bench = await workbench({ folder, upload }, { transcriber, translator: spanish });
  const handler = new ProcessContent(bench.parts);
  const run = (
    input: object,
    { found = entries, ...options }: Partial<RunOptions> & { found?: Vocabulary['entries'] } = {},
  ) => {
    const chunk = new ChunkWithVocabulary(bench.children[videoJobs.processChunk.name], found);
    const children = { [videoJobs.processChunk.name]: chunk };
    const asked = { uploadId: bench.uploadId, language: 'en', targetLanguage: 'es', ...input };
    return runJob(videoJobs.processContent, handler, asked, { storage: bench.storage, children, ...options });
  };
  return { ...bench, run, transcriber };
}

describe('ProcessContent', () => {
  let folder: string;
  let upload: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'process-content-spec-'));
    upload = await recordSample(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('makes one film of the expressions: a slide, then the clip in which it is said, a chapter for both', async () => {
    const { run, storage } = await studio(folder, upload);

    const job = await run({});

    const { output, artifacts } = job;
    expect(output).toMatchObject({ language: 'en', warnings: [] });
    expect(output.expressions.map(({ expression }) => expression)).toEqual(['ill disposed', 'cold hearted', 'amiable']);
    expect([...artifacts.keys()]).toEqual([
      'reel.mp4',
      'expressions.json',
      ...['01', '02', '03'].flatMap((number) => [`slide-${number}.png`, `clip-${number}.mp4`]),
    ]);
    const reel = await filmOf(job, folder, 'reel.mp4');
    expect(reel).toMatchObject({ width: 640, height: 360, rate: '30/1', sampleRate: '48000', channels: 2 });
    expect(reel.video).toBeCloseTo(output.durationSeconds, 2);
    expect(Math.abs(reel.audio - reel.video)).toBeLessThan(1 / 30);
    expect(reel.chapters).toEqual(
      output.expressions.map(({ expression, startSeconds, endSeconds }) => [expression, startSeconds, endSeconds]),
    );
    for (const name of ['clip-01.mp4', 'clip-02.mp4', 'clip-03.mp4']) {
      const clip = await filmOf(job, folder, name);
      expect(Math.abs(clip.audio - clip.video)).toBeLessThan(1 / 30);
    }
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('cuts each clip in the pauses around its sentence', async () => {
    const { run } = await studio(folder, upload);

    const { artifacts } = await run({ contextSeconds: 0.5 });

    const list = JSON.parse(String(artifacts.get('expressions.json'))) as {
      expressions: { said: string[]; clip: object }[];
    };
    expect(list.expressions.map((one) => one.said)).toEqual([['ill disposed'], ['cold hearted'], ['amiable']]);
    expect(list.expressions.map((one) => one.clip)).toMatchObject([
      { startSeconds: 0, endSeconds: 3.5 },
      { startSeconds: 3.5, endSeconds: 9.8 },
      { startSeconds: 9.8, endSeconds: 13.9 },
    ]);
  });

  it('draws both languages into the pictures of a clip', async () => {
    const { run } = await studio(folder, upload);
    const job = await run({ maxExpressions: 1 });
    const { pictures } = await filmOf(job, folder, 'clip-01.mp4', 1.5);

    const { data, info } = await sharp(pictures)
      .extract({ left: 60, top: 230, width: 520, height: 120 })
      .raw()
      .toBuffer({ resolveWithObject: true });

    const count = (is: (red: number, green: number, blue: number) => boolean) => {
      let found = 0;
      for (let at = 0; at < data.length; at += info.channels)
        if (is(data[at]!, data[at + 1]!, data[at + 2]!)) found += 1;
      return found;
    };
    expect(count((red, green, blue) => red > 235 && green > 235 && blue > 235)).toBeGreaterThan(200); // spoken
    expect(count((red, green, blue) => red > 220 && green > 200 && blue > 70 && blue < 150)).toBeGreaterThan(100); // translated
    expect(
      count((red, green, blue) => red > 220 && green > 160 && green < 200 && blue > 40 && blue < 110),
    ).toBeGreaterThan(60); // expression
  });

  it('makes only what is new where one more expression is asked for', async () => {
    const { run, transcriber } = await studio(folder, upload);
    const first = await run({ maxExpressions: 2 });
    const cut: string[] = [];

    const second = await run({ maxExpressions: 3 }, { onReport: ({ message }) => message && cut.push(message) });

    expect(transcriber.calls).toBe(1);
    expect(second.artifacts.get('clip-01.mp4')).toEqual(first.artifacts.get('clip-01.mp4'));
    expect(second.output.expressions).toHaveLength(3);
    expect(cut.filter((message) => message.startsWith('Clip '))).toHaveLength(3);
  });

  it('plays lines that people have written as long as a line may be', async () => {
    const { run } = await studio(folder, upload);
    const filled = (text: string, filler: string) => (text + filler.repeat(2_000)).slice(0, 2_000).trimEnd();
    const longs = [
      { text: filled(`${sample.lines[0]} `, 'and so on '), translation: filled('', 'y así 😀 ') },
      { text: filled(`${sample.lines[1]} `, 'ab'), translation: filled('', 'á') },
    ];
    const edits = longs.map((long, index) => ({ startSeconds: sample.speech[index]!.startSeconds, ...long }));

    const job = await run({ edits, maxExpressions: 2 });

    const list = JSON.parse(String(job.artifacts.get('expressions.json'))) as { expressions: { sentence: object }[] };
    expect(list.expressions.map(({ sentence }) => sentence)).toMatchObject(longs);
    const reel = await filmOf(job, folder, 'reel.mp4');
    expect(reel.video).toBeCloseTo(job.output.durationSeconds, 2);
    expect(Math.abs(reel.audio - reel.video)).toBeLessThan(1 / 30);
  });

  it('draws a recording without pictures as a wave', async () => {
    const audio = join(folder, 'sample.mp3');
    await ffmpeg(['-i', upload, '-vn', audio]);
    const { run } = await studio(folder, audio);

    const job = await run({ maxExpressions: 1 });

    const clip = await filmOf(job, folder, 'clip-01.mp4');
    expect(clip).toMatchObject({ width: 1280, height: 720, rate: '25/1' });
    expect(Math.abs(clip.video - clip.audio)).toBeLessThan(0.03);
  });

  it('hears, reads, translates and cuts with the engines that are installed', async () => {
    const translator = new ApertiumTranslator();
    const analyser = new WinkAnalyser();
    const lexicon = openLexicon(analyser, { WORDS_CACHE_FOLDER: folder });
    const dictionary = new FreedictDictionary({ cacheFolder: folder });
    const vocabulary = new VocabularyEngines(analyser, lexicon, dictionary, translator);
    const transcriber = new PocketsphinxTranscriber();
    const { parts, uploadId, storage, children } = await workbench(
      { folder, upload },
      { transcriber, translator, vocabulary },
    );
    const input = { uploadId, language: 'en', targetLanguage: 'es', levels: ['A2', 'B1', 'B2', 'C1'] };

    const job = await runJob(videoJobs.processContent, new ProcessContent(parts), input, { storage, children });

    expect(job.output.expressions.length).toBeGreaterThan(0);
    const reel = await filmOf(job, folder, 'reel.mp4');
    expect(reel.video).toBeCloseTo(job.output.durationSeconds, 2);
    expect(Math.abs(reel.audio - reel.video)).toBeLessThan(1 / 30);
  }, 180_000);

  it('succeeds with a warning and without a film where there is nothing to learn', async () => {
    const { run } = await studio(folder, upload);

    const { output, artifacts } = await run({}, { found: [] });

    expect(output).toMatchObject({
      expressions: [],
      durationSeconds: 0,
      warnings: [{ code: 'content.noExpressions' }],
    });
    expect(artifacts.size).toBe(0);
  });

  it('ends its encoders when it is cancelled', async () => {
    const { run, storage } = await studio(folder, upload);
    const stop = new AbortController();
    const onReport = ({ step }: { step: string }) => {
      if (step === 'clips') stop.abort(new Error('cancelled'));
    };

    await expect(run({}, { signal: stop.signal, onReport })).rejects.toThrow('cancelled');
    expect(storage.foldersLeft()).toEqual([]);
  });
});
