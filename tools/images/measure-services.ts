import type { DockerEngine } from './docker-engine.ts';

export interface Measured {
  readonly app: string;
  readonly sizeBytes: number;
  /** From the start of the container to the start line; none where it does not run. */
  readonly startMs?: number;
  readonly memory?: string;
}

interface What {
  readonly apps: readonly string[];
  readonly tag: string;
  readonly containers?: ReadonlyMap<string, string>;
}

export async function measureServices(docker: DockerEngine, { apps, tag, containers }: What): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const app of apps) {
    const size = await docker.run(['image', 'inspect', '--format', '{{.Size}}', `polyspool/${app}:${tag}`]);
    const container = containers?.get(app);
    const running = container
      ? { startMs: await startTime(docker, container), memory: await memoryOf(docker, container) }
      : {};
    measured.push({ app, sizeBytes: Number(size), ...running });
  }
  return measured;
}

async function startTime(docker: DockerEngine, container: string) {
  const startedAt = await docker.run(['inspect', '--format', '{{.State.StartedAt}}', container]);
  const lines = (await docker.run(['logs', container])).split('\n');
  const line = lines.find((one) => one.includes('"Service started"'));
  if (!line) throw new Error(`${container} has not said that it started`);
  return Date.parse((JSON.parse(line) as { time: string }).time) - Date.parse(startedAt.trim());
}

async function memoryOf(docker: DockerEngine, container: string) {
  const text = await docker.run(['stats', '--no-stream', '--format', '{{.MemUsage}}', container]);
  return text.split('/')[0]!.trim();
}

/** `after`: the same when they have worked. */
export function printTable(rows: readonly Measured[], after: readonly Measured[] = []) {
  console.log(
    `\n${['service'.padEnd(20), 'image'.padStart(8), 'starts in'.padStart(10), 'idle'.padStart(10), 'after demo'.padStart(11)].join(' ')}`,
  );
  for (const [at, { app, sizeBytes, startMs, memory }] of rows.entries()) {
    const cells = [
      app.padEnd(20),
      `${Math.round(sizeBytes / 1e6)} MB`.padStart(8),
      (startMs === undefined ? '' : `${(startMs / 1_000).toFixed(1)} s`).padStart(10),
      (memory ?? '').padStart(10),
      (after[at]?.memory ?? '').padStart(11),
    ];
    console.log(cells.join(' '));
  }
}
