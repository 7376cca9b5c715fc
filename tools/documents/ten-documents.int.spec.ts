import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeEngineServer } from '@polyspool/providers/translator/fake-engine-server';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { linesAt, testingPdf } from '@polyspool/pdf/objects/testing-pdf';
import { peakMemory, type PeakMemory } from '../bench/video/peak-memory.ts';
import { DemoClient } from '../demo/demo-client.ts';
import { until } from '../faults/until.ts';
import { descendantsOf, identify } from '../start/process-table.ts';
import { WholeSystem } from '../test/whole-system.ts';

const calls = 4;
const windowS = 3;
/** Two documents at once in processes of their own, and the worker. */
const mostMiB = 3 * 1024;

let folder: string;
let engine: FakeEngineServer;
let system: WholeSystem;
let jobs: Job[];
let telugu: Uint8Array;
let memory: PeakMemory;
const calledAtMs: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyspool-documents-'));
  engine = await new FakeEngineServer(translateAll).start();
  system = await WholeSystem.start({
    TRANSLATOR: 'libretranslate',
    LIBRETRANSLATE_URL: engine.url,
    ENGINE_DOCUMENTTRANSLATOR_CALLS: String(calls),
    ENGINE_DOCUMENTTRANSLATOR_WINDOW_S: String(windowS),
  });
  const client = new DemoClient(system.run.gatewayUrl, system.run.userKey);
  memory = await peakMemory(system.run.pids['pdf-worker']!, async () => {
    const uploads: string[] = [];
    for (let index = 0; index < 10; index += 1) uploads.push(await uploadLetter(client, index));
    const ids = await Promise.all(
      uploads.map(async (upload, index) => (await client.translate(upload, languagesOf(index))).id),
    );
    const ended = async () =>
      (await Promise.all(ids.map((id) => client.job(id)))).every((job) => isTerminal(job.status));
    await until('all have ended', ended, { limitMs: 240_000, everyMs: 500 });
    jobs = await Promise.all(ids.map((id) => client.job(id)));
  });
  const made = (await client.artifacts(jobs.at(-1)!.id)).find(({ name }) => name === 'translated.te.pdf');
  telugu = await client.bytes(made!.id);
}, 300_000);

afterAll(async () => {
  await system?.stop();
  await engine?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('ten documents at once', () => {
  it('are all translated', () => {
    expect(jobs.map(({ status, error }) => error?.detail ?? status)).toEqual(Array<string>(10).fill('succeeded'));
  });

  it('can be read by others, also in a script whose letters are shaped', async () => {
    const path = join(folder, 'translated.te.pdf');
    await writeFile(path, telugu);
    const { stdout } = await promisify(execFile)('pdftotext', [path, '-']);

    const words = stdout.match(/[\p{L}\p{M}]+/gu) ?? [];

    expect(words.length).toBe(3 * wordsOfPage);
    expect(new Set(words)).toEqual(new Set(teluguWords));
  });

  it('call the engine no more often than all of them may together', () => {
    expect(calledAtMs.length).toBeGreaterThanOrEqual(10);
    const sorted = calledAtMs.toSorted((a, b) => a - b);
    // What the limit counts is the beginning of a call here; on the way to the server it may lose a little.
    const slackMs = 250;
    const tooClose = sorted.filter((at, index) => (sorted[index + calls] ?? Infinity) - at < windowS * 1000 - slackMs);
    expect(tooClose).toEqual([]);
  });

  it('stay within the memory of two, and leave no process behind', async () => {
    expect(memory.treeMiB).toBeLessThan(mostMiB);
    const worker = identify(system.run.pids['pdf-worker']!)!; // it runs
    // The guard of its programs is one shell, and stays with it.
    await until('only the worker and its guard are left', () => descendantsOf([worker]).length <= 1, {
      limitMs: 10_000,
      everyMs: 200,
    });
  });
});

const languagesOf = (index: number) => ({ language: 'en', targetLanguage: index === 9 ? 'te' : 'es' });

/** Their letters stack, join and change places. */
const teluguWords = ['స్త్రీలు', 'క్షేత్రంలో', 'విజ్ఞానాన్ని', 'కృష్ణుడు', 'రాష్ట్రం'];

/** Its number is no word. */
const wordsOfPage = 33;

/** Letters of three pages, each with something of its own on every page. */
async function uploadLetter(client: DemoClient, index: number) {
  const path = join(folder, `letter-${index}.pdf`);
  const lines = (page: number) => [
    `Dear neighbour of number ${index}, this is page ${page} of my letter.`,
    'It tells how the bees came through the winter, and what they will need',
    `before the lime trees of street ${index} are in flower.`,
  ];
  const pages = Array.from({ length: 3 }, (_, page) => ({ content: linesAt(72, 700, lines(page + 1)) }));
  await writeFile(path, testingPdf({ pages }));
  return (await client.upload(path)).id;
}

function translateAll({ path, body }: { readonly path: string; readonly body: string }) {
  if (path.startsWith('/languages'))
    return {
      body: [
        { code: 'en', targets: ['es', 'te'] },
        { code: 'es', targets: ['en'] },
      ],
    };
  calledAtMs.push(Date.now());
  const { q, target } = JSON.parse(body) as { q: readonly string[]; target: string };
  const inTelugu = (word: string) => teluguWords[word.length % teluguWords.length]!; // it is below their number
  const translate = (text: string) =>
    target === 'te' ? text.replaceAll(/\p{L}+/gu, inTelugu) : text.replaceAll('e', 'é');
  return { body: { translatedText: q.map(translate) } };
}
