import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { FidelityReport } from '@polyspool/contracts/fidelity';
import type { Audience } from './audience.ts';
import { DemoClient } from './demo-client.ts';
import { followJob } from './follow-job.ts';
import type { ProgressView } from './progress-view.ts';
import { shownSeconds } from './shown-seconds.ts';

const sample = join(import.meta.dirname, 'article.pdf');

/** An article in two columns with links and a list: the same pages in another language. */
export async function demonstrateDocument({ run, stateFolder }: Audience, view: ProgressView): Promise<boolean> {
  const client = new DemoClient(run.gatewayUrl, run.userKey);
  const upload = await client.upload(sample);
  const submittedAt = performance.now();
  const { id } = await client.translate(upload.id, {
    language: 'en',
    targetLanguage: 'es',
    layouts: ['inPlace', 'sideBySide'],
  });
  console.log(`\nUploaded ${sample} as ${upload.id}, job ${id}\n`);
  const onChange = view.show.bind(view);
  const job = await followJob({ jobId: id, gatewayUrl: run.gatewayUrl, key: run.userKey, client, onChange });
  if (job.status !== 'succeeded') {
    console.error(styleText('red', `\nThe job ${job.status}: ${job.error?.code ?? ''} ${job.error?.detail ?? ''}`));
    return false;
  }
  console.log(`\nTranslated after         ${shownSeconds(performance.now() - submittedAt)}`);

  const artifacts = await client.artifacts(id);
  const folder = join(stateFolder, 'demo');
  await mkdir(folder, { recursive: true });
  for (const { id: artifactId, name } of artifacts.filter((one) => one.name.endsWith('.pdf'))) {
    await writeFile(join(folder, name), await client.bytes(artifactId));
    console.log(`Document                 ${join(folder, name)}`);
  }
  const report = artifacts.find(({ name }) => name === 'fidelity.json');
  if (!report) throw new Error('The job made no fidelity.json');
  tellFidelity(FidelityReport.parse(JSON.parse(await client.content(report.id))));
  return true;
}

function tellFidelity({ summary }: FidelityReport) {
  const { blocks, translatedBlocks, overflowingBlocks, newOverlaps, smallestScale, words, untranslatedWords } = summary;
  console.log(
    `Blocks                   ${translatedBlocks} of ${blocks} translated, ${overflowingBlocks} overflow, ${newOverlaps} overlap`,
  );
  console.log(`Smallest type            ${Math.round(smallestScale * 100)} % of what it was`);
  console.log(`Words unknown            ${untranslatedWords} of ${words}`);
}
