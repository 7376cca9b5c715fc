import { runTask } from '@polyspool/processes/run-task';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { openDocument } from './open-document.js';
import { testingHostilePdfs, testingManyPages } from './testing-hostile-pdfs.js';

const Faults = z.array(z.object({ path: z.string(), code: z.string(), ms: z.number() }));
const timeoutMs = 60_000;

describe('hostile files', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it(
    'end with an error of ours, soon, and within a small part of the memory that they ask for',
    async () => {
      const paths = Object.keys(testingHostilePdfs).map((name) => join(folder, name));
      for (const path of paths) await writeFile(path, testingHostilePdfs[basename(path)]!());

      const faults = await runTask({
        name: 'testing-read-all.task',
        from: import.meta.url,
        input: paths,
        answer: Faults,
        maxHeapMb: 400,
        maxRssBytes: 900e6,
      });

      const unreadable = ['a tree of pages that is a circle', 'an array in an array, two hundred thousand deep'];
      expect(faults.map(({ path, code }) => [basename(path), code])).toEqual(
        paths.map((path) => [
          basename(path),
          unreadable.includes(basename(path)) ? 'file.unreadable' : 'document.tooComplex',
        ]),
      );
      expect(Math.max(...faults.map(({ ms }) => ms))).toBeLessThan(15_000);
    },
    timeoutMs,
  );

  it('refuses documents with more pages than allowed', async () => {
    await expect(openDocument(testingManyPages(2_001))).rejects.toMatchObject({ code: 'document.tooManyPages' });
  });
});
