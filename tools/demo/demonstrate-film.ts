import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Audience } from './audience.ts';
import { DemoClient } from './demo-client.ts';
import { followJob } from './follow-job.ts';
import type { ProgressView } from './progress-view.ts';
import { shownSeconds } from './shown-seconds.ts';

const sample = join(import.meta.dirname, 'lighthouse.fountain');

/** A screenplay of ten scenes as a film with pictures, narration and subtitles. */
export async function demonstrateFilm({ run, stateFolder }: Audience, view: ProgressView): Promise<boolean> {
  const client = new DemoClient(run.gatewayUrl, run.userKey);
  const submittedAt = performance.now();
  const { id } = await client.film({ script: await readFile(sample, 'utf8'), language: 'en' });
  console.log(`\nA film of ${sample}, job ${id}\n`);
  const onChange = view.show.bind(view);
  const job = await followJob({ jobId: id, gatewayUrl: run.gatewayUrl, key: run.userKey, client, onChange });
  if (job.status !== 'succeeded') {
    console.error(styleText('red', `\nThe job ${job.status}: ${job.error?.code ?? ''} ${job.error?.detail ?? ''}`));
    return false;
  }
  const { durationSeconds, scenes } = job.output as { durationSeconds: number; scenes: number };
  console.log(`\nFilm made after          ${shownSeconds(performance.now() - submittedAt)}`);
  console.log(`It plays                 ${shownSeconds(durationSeconds * 1000)} in ${scenes} scenes`);

  const folder = join(stateFolder, 'demo');
  await mkdir(folder, { recursive: true });
  for (const { id: artifactId, name, jobId } of await client.artifacts(id)) {
    if (jobId !== id) continue; // parts have their own
    await writeFile(join(folder, name), await client.bytes(artifactId));
    console.log(`Film                     ${join(folder, name)}`);
  }
  return true;
}
