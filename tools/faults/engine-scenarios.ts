import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf } from './find-orphans.ts';
import type { PlannedJob } from './load-plan.ts';
import type { Scenario } from './scenario.ts';
import { makeSpeechVideo } from './speech-video.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const videos = 3;
const kills = 3;

/** Beside the load: real videos, whose engines are killed. */
export const engineScenarios: readonly Scenario[] = [
  {
    name: 'engine-kill',
    title: 'an engine process kill -9, three times',
    prepare: async ({ system }) => {
      await system.videoWorker.start();
      return undefined;
    },
    strike: killEngines,
    judge: async (stage) =>
      stage.expect('an attempt has failed of it', (await stage.events('attempt-failed', 'video.processChunk')) > 0),
    restore: async ({ system }) => void (await system.videoWorker.stop()),
  },
];

async function killEngines(stage: Stage) {
  const jobs = await Promise.all(Array.from({ length: videos }, (_, index) => uploadVideo(stage, index)));
  for (const job of jobs) await stage.client.submit(job);
  const killed = new Set<number>();
  while (killed.size < kills) {
    const engine = await until('an engine works', () => enginesOf(stage).find((pid) => !killed.has(pid)), {
      limitMs: 60_000,
      everyMs: 10,
    });
    process.kill(engine, 'SIGKILL');
    killed.add(engine);
  }
}

const enginesOf = ({ system }: Stage) =>
  system.videoWorker
    .all()
    .map(({ pid }) => pid)
    .filter((pid) => /^(\S*\/)?pocketsphinx/.test(commandOf(pid)));

async function uploadVideo({ system, people, plan }: Stage, index: number): Promise<PlannedJob> {
  const path = join(system.folder, `speech-${index}.mp4`);
  await makeSpeechVideo(path, `${plan[0]!.key}-${index}`);
  const body = new FormData();
  body.set('file', new Blob([await readFile(path)], { type: 'video/mp4' }), `speech-${index}.mp4`);
  const headers = { authorization: `Bearer ${people.keys[0]}` };
  const response = await fetch(`${system.gatewayUrls[0]}/v1/uploads`, { method: 'POST', body, headers });
  if (response.status !== 201) throw new Error(`The upload was answered with ${response.status}`);
  const { id } = (await response.json()) as { id: string };
  const input = { uploadId: id, language: 'en', targetLanguage: 'es', chunkSeconds: 14, endSeconds: 14 };
  return { key: `${plan[0]!.key}-video-${index}`, user: 0, type: 'video.process', input, outcome: 'succeeded' };
}
