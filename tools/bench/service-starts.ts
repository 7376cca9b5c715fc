// `node tools/bench/service-starts.ts`, after a build: how soon each service is ready, and what it holds when nobody asks for anything.
import { setTimeout as delay } from 'node:timers/promises';
import { Daemon } from '../faults/daemon.ts';
import { startStores } from '../faults/private-stores.ts';
import { makeFolder, prepareDatabase, root, serviceSpec } from '../faults/service-processes.ts';
import { findServices } from '../start/find-services.ts';
import type { FoundService } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { newEncryptionKey, newProvenanceKey, randomSecret } from '../start/secrets.ts';
import { sharedEnvironment } from '../start/service-environment.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { cpuSecondsOf } from './cpu.ts';
import { memoryOf } from './memory.ts';

const starts = 3;
const calmMs = 10_000;

const folder = makeFolder();
const guard = await Guard.start(() => process.exit(130));
guard.removeAtEnd(folder);
const daemons: Daemon[] = [];
const daemon = (spec: ProcessSpec) => {
  const made = new Daemon(spec, guard, () => undefined);
  daemons.push(made);
  return made;
};
try {
  const shared = await prepare();
  console.log(
    '| service | ready after, s | with CPU, s | memory at rest, MiB | stops within, s |\n|---|---|---|---|---|',
  );
  for (const service of findServices(root)) console.log(await measure(service, shared));
} finally {
  for (const one of daemons.reverse()) await one.stop();
  await guard.close();
}

async function prepare(): Promise<NodeJS.ProcessEnv> {
  const stores = await startStores(folder, daemon);
  const secrets = { linkSecret: randomSecret(), encryptionKeys: newEncryptionKey(), provenanceKey: newProvenanceKey() };
  const around = { root, stateFolder: folder, ...stores, ...secrets, jobStatusPort: await freePort() };
  const shared = { ...sharedEnvironment(around), TMPDIR: `${folder}/tmp`, UPLOAD_SPOOL_DIR: `${folder}/tmp` };
  const key = await prepareDatabase(shared);
  return { ...shared, CELERY_BRIDGE_KEY: key };
}

async function measure(service: FoundService, shared: NodeJS.ProcessEnv): Promise<string> {
  const ready: number[] = [];
  const work: number[] = [];
  const rest: number[] = [];
  const ends: number[] = [];
  for (let start = 1; start <= starts; start += 1) {
    const one = daemon(serviceSpec(service, { folder, port: await freePort(), shared }));
    ready.push(await secondsOf(() => one.start()));
    work.push(cpuSecondsOf(one.all()[0]!.pid));
    await delay(calmMs);
    rest.push(memoryOf(one.all()[0]!.pid).rssMiB);
    ends.push(await secondsOf(() => one.stop()));
  }
  const cells = [service.name, range(ready, 1), range(work, 1), range(rest, 0), range(ends, 1)];
  return `| ${cells.join(' | ')} |`;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

function range(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}
