import { type TimedWord, Transcript } from '@polyspool/contracts/segments';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { readText } from '@polyspool/storage/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeTranscripts } from './merge-transcripts.js';
import { recordSample, sample, workbench } from './testing.js';

describe('real speech, cut', () => {
  let folder: string;
  let upload: string;
  let heard: (cuts: readonly number[]) => Promise<TimedWord[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunk-borders-spec-'));
    upload = await recordSample(folder);
    const { storage, chunk } = await workbench({ folder, upload }, { transcriber: new PocketsphinxTranscriber() });
    heard = async (cuts) => {
      const borders = [0, ...cuts, sample.seconds];
      const transcripts: Transcript[] = [];
      for (const [index, endSeconds] of borders.slice(1).entries()) {
        const range = { startSeconds: borders[index], endSeconds };
        const { output } = await chunk({ ...range, language: 'en', skip: ['vocabulary'] });
        transcripts.push(Transcript.parse(JSON.parse(await readText(storage, output.transcript))));
      }
      const [first] = transcripts;
      if (!first) throw new Error('No chunk');
      return mergeTranscripts(first, transcripts).segments.flatMap(({ words }) => words);
    };
  });

  afterAll(() => rm(folder, { recursive: true }));

  // The first lies in silence, the others in words.
  it.each([3.49, 2.1, 6.4, 11.6])(
    'has the same words around the border as in one piece, none lost and none doubled: at %s s',
    async (cut) => {
      const near = ({ startSeconds, endSeconds }: TimedWord) => Math.abs((startSeconds + endSeconds) / 2 - cut) < 0.6;
      const whole = (await heard([])).filter(near);

      const inChunks = (await heard([cut])).filter(near);

      const otherwise = inChunks.filter(({ text }, index) => text !== whole[index]?.text);
      expect(inChunks).toHaveLength(whole.length);
      expect(otherwise.length).toBeLessThanOrEqual(1); // with less of the speaker to get used to, the engine may mishear
    },
    120_000,
  );
});
