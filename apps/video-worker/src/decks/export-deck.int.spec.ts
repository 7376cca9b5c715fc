import type { InputOf } from '@polyspool/contracts/define-jobs';
import type { Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { videoJobs } from '@polyspool/contracts/video';
import { type Vocabulary, vocabularyJobs } from '@polyspool/contracts/vocabulary';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { probeMedia } from '@polyspool/media/probe-media';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { uploadKey } from '@polyspool/contracts/files';
import { randomUUID } from 'node:crypto';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ffmpeg, recordSample, sample, workbench } from '../process/testing.js';
import { ExportDeck } from './export-deck.js';
import { openApkg, vocabularyOf, wordEntry } from './testing-deck.js';

type Chunk = typeof videoJobs.processChunk;

/** Has found in its chunk what the test says. */
class ScriptedChunk implements JobHandler<Chunk> {
  readonly inputs: InputOf<Chunk>[] = [];

  constructor(private readonly vocabulary?: Vocabulary) {}

  async run({ input, step }: RunningJob<Chunk>) {
    this.inputs.push(input);
    const transcript: Transcript = {
      language: 'en',
      targetLanguage: 'es',
      transcriber: { engine: 'scripted', quality: 'draft' },
      segments: [{ ...first, text: 'He was not a man.', words: [] }],
    };
    const keep = (name: string, value: object) =>
      step(name, [randomUUID()], (files) => files.keep(`${name}.json`, JSON.stringify(value)));
    return {
      transcript: await keep('transcript', transcript),
      ...(this.vocabulary && { vocabulary: await keep('vocabulary', this.vocabulary) }),
      segments: 0,
      words: 0,
      vocabularyCount: 0,
      warnings: [],
    };
  }
}

/** Two words of the first sentence of the sample, one of the second. */
const [first, second] = sample.speech as [TimeRange, TimeRange];
const words = vocabularyOf(
  wordEntry('man', { example: { text: 'He was not a man.', ...first }, count: 3 }),
  wordEntry('young', { example: { text: 'A young man.', ...first }, count: 2 }),
  wordEntry('selfish', { example: { text: 'Rather selfish.', translation: 'Bastante egoísta.', ...second } }),
);

describe('ExportDeck', () => {
  let folder: string;
  let film: string;
  /** Over the film, with the words above: what one test has extracted and cut, the others find. */
  let usual: Awaited<ReturnType<typeof bench>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-deck-spec-'));
    film = await recordSample(folder);
    usual = await bench();
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function bench(vocabulary: Vocabulary | undefined = words, upload = film) {
    const { storage, parts, uploadId } = await workbench(
      { folder, upload },
      { translator: new FakeTranslator({ from: 'en', to: ['es'], words: {} }) },
    );
    const chunk = new ScriptedChunk(vocabulary);
    const children = { [videoJobs.processChunk.name]: chunk as unknown as JobHandler<never> } as RunOptions['children'];
    const run = (input: object, options: Partial<RunOptions> = {}) =>
      runJob(
        vocabularyJobs.exportDeck,
        new ExportDeck(parts),
        { uploadId, language: 'en', chunkSeconds: 600, ...input },
        { storage, children, ...options },
      );
    return { storage, chunk, run, uploadId };
  }

  it('makes a deck with the sound and a picture of each sentence', async () => {
    const { run, storage } = usual;

    const { output, artifacts, published } = await run({ name: 'Sense and Sensibility', targetLanguage: 'es' });

    expect(output).toEqual({ format: 'apkg', cards: 3, language: 'en', warnings: [] });
    expect(published).toEqual([{ name: 'deck.apkg', kind: 'deck', mediaType: 'application/vnd.anki', language: 'en' }]);
    const deck = await openApkg(artifacts.get('deck.apkg')!, folder);
    expect(deck.names.toSorted()).toEqual(['0', '1', '2', '3', 'collection.anki2', 'media']);
    expect(Object.values(deck.decks).map(({ name }) => name)).toContain('Polyspool::Sense and Sensibility');
    const [man, young, selfish] = deck.notes.map(({ flds }) => flds.split('\u001f'));
    expect(man!.slice(6)).toEqual(young!.slice(6));
    expect(selfish![4]).toBe('Rather <b>selfish</b>.');
    for (const note of [man!, selfish!]) {
      const [, sound] = /^\[sound:(.+)\]$/.exec(note[6]!)!;
      const [, picture] = /^<img src="(.+)">$/.exec(note[7]!)!;
      expect([...deck.files.keys()]).toEqual(expect.arrayContaining([sound, picture]));
    }
    expect(storage.foldersLeft()).toEqual([]);
  });

  it('cuts the sound where the sentence is, and takes a small picture', async () => {
    const { run } = usual;

    const deck = await openApkg((await run({})).artifacts.get('deck.apkg')!, folder);

    const fields = deck.notes[2]!.flds.split('\u001f');
    const path = join(folder, 'sound.mp3');
    await writeFile(path, deck.files.get(/sound:(.+)\]/.exec(fields[6]!)![1]!)!);
    const { durationSeconds, audioTracks } = await probeMedia({ path, demuxer: 'mp3' });
    const spoken = second.endSeconds - second.startSeconds + 0.3;
    expect(Math.abs(durationSeconds - spoken)).toBeLessThan(0.1);
    expect(audioTracks).toMatchObject([{ codec: 'mp3', channels: 1 }]);
    const picture = await sharp(deck.files.get(/src="(.+)"/.exec(fields[7]!)![1]!)!).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', width: 320, height: 180 });
  });

  it('has no pictures of what has none, and neither sound nor pictures where they are not wanted', async () => {
    const sound = join(folder, 'sound-only.m4a');
    await ffmpeg(['-i', film, '-vn', '-c', 'copy', sound]);

    const heard = await (await bench(words, sound)).run({});
    const plain = await usual.run({ withAudio: false, withPicture: false });

    expect(heard.output.warnings).toEqual([]);
    expect([...(await openApkg(heard.artifacts.get('deck.apkg')!, folder)).files.keys()]).toEqual([
      expect.stringMatching(/mp3$/),
      expect.stringMatching(/mp3$/),
    ]);
    expect((await openApkg(plain.artifacts.get('deck.apkg')!, folder)).names).toEqual(['collection.anki2', 'media']);
  });

  it('makes a card without its picture where that cannot be read, and says so', async () => {
    const late = { startSeconds: 13.9, endSeconds: 14.1 };
    const short = join(folder, 'short-picture.mkv');
    const codecs = ['-map', '0:a', '-map', '1:v', '-c:a', 'copy', '-c:v', 'libx264', '-t', '14.5'];
    await ffmpeg(['-i', film, '-f', 'lavfi', '-i', 'testsrc2=size=176x144:rate=5:duration=5', ...codecs, short]);
    const vocabulary = vocabularyOf(...words.entries, wordEntry('late', { example: { text: 'Late.', ...late } }));

    const { output, artifacts } = await (await bench(vocabulary, short)).run({});

    expect(output.cards).toBe(4);
    expect(output.warnings).toEqual([{ code: 'deck.noPicture', detail: expect.stringContaining('of 4 cards') }]);
    const deck = await openApkg(artifacts.get('deck.apkg')!, folder);
    expect(deck.notes.at(-1)!.flds).toMatch(/\[sound:\S+\]\p{Cc}$/u);
  });

  it('makes only what was asked for, and says what is beyond the limit', async () => {
    const { run } = usual;

    const limited = await run({ limit: 1, except: ['man'], withPicture: false });

    expect(limited.output).toMatchObject({ cards: 1, warnings: [{ code: 'deck.limit' }] });
    const { notes, files } = await openApkg(limited.artifacts.get('deck.apkg')!, folder);
    expect([notes.map(({ sfld }) => sfld), files.size]).toEqual([['young'], 1]);
  });

  it('tells of every card', async () => {
    const { run } = usual;

    const { reported } = await run({});

    const cards = reported.filter(({ step }) => step === 'cards');
    expect(cards.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['Card 0 of 3', expect.stringMatching(/Card [12] of 3/), 'Card 3 of 3']),
    );
    expect(cards.map(({ fraction }) => fraction)).toEqual(cards.map(({ fraction }) => fraction).sort());
  });

  it('makes nothing again that another deck of the recording has', async () => {
    const { run, storage } = await bench();
    await run({});
    storage.fetched.length = 0;

    const again = await run({ limit: 2, name: 'Again' });

    expect(storage.fetched).toEqual([]);
    expect((await openApkg(again.artifacts.get('deck.apkg')!, folder)).files.size).toBe(2);
  });

  it('hands on to its chunks how the recording is to be read', async () => {
    const { run, chunk } = await bench();

    await run({ targetLanguage: 'es', cleanAudio: true, glossary: [{ source: 'man', target: 'hombre' }] });

    expect(chunk.inputs[0]).toMatchObject({ targetLanguage: 'es', cleanAudio: true, glossary: [{ source: 'man' }] });
  });

  it('writes a table', async () => {
    const { run } = usual;

    const { output, artifacts, published } = await run({ format: 'csv' });

    expect(output).toMatchObject({ format: 'csv', cards: 3 });
    expect(published).toEqual([{ name: 'deck.csv', kind: 'deck', mediaType: 'text/csv', language: 'en' }]);
    expect(String(artifacts.get('deck.csv')).split('\r\n')).toHaveLength(5);
  });

  it.each(['apkg', 'csv'])(
    'makes an empty deck (%s) of a recording without vocabulary, and says so',
    async (format) => {
      const { run } = await bench(vocabularyOf());

      const { output, artifacts } = await run({ format });

      expect(output).toMatchObject({ cards: 0, warnings: [{ code: 'deck.empty' }] });
      expect(artifacts.get(`deck.${format}`)!.length).toBeGreaterThan(0);
    },
  );

  it('ends at once when it is cancelled, and leaves nothing behind', async () => {
    const { run, storage } = await bench();
    const stop = new AbortController();
    const onReport = ({ step }: { step: string }) => step === 'cards' && stop.abort(new Error('cancelled'));

    await expect(run({}, { signal: stop.signal, onReport })).rejects.toThrow();

    expect(storage.foldersLeft()).toEqual([]);
  });

  it('keeps nothing of a deck whose files are gone', async () => {
    const storage = new FakeStorage();
    const { parts } = await workbench({ folder, upload: film });
    const uploadId = randomUUID();
    await storage.write(uploadKey(uploadId), await readFile(film));
    const children = { [videoJobs.processChunk.name]: new ScriptedChunk(words) as unknown as JobHandler<never> };
    const handler = new ExportDeck({ ...parts, storage });
    const { read } = storage;
    storage.read = async (key, range) => {
      if (key.endsWith('.mp3')) storage.away = true;
      return read.call(storage, key, range);
    };

    const run = runJob(
      vocabularyJobs.exportDeck,
      handler,
      { uploadId, language: 'en', chunkSeconds: 600 },
      { storage, children: children as RunOptions['children'] },
    );

    await expect(run).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
