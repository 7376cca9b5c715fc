import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../faults/until.ts';
import { freePort } from '../start/free-port.ts';
import { rulesFolder } from './asked.ts';

export interface Target {
  readonly job: string;
  readonly port: number;
  readonly key?: string;
}

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Answer<Data> {
  readonly status: 'success' | 'error';
  readonly error?: string;
  readonly data: Data;
}

/** Debian's Prometheus with the rules of docker/prometheus. It asks each second, so that a short run has rates. */
export class LivePrometheus {
  readonly folder: string;
  private readonly url: string;
  private readonly program: ChildProcess;

  private constructor(url: string, folder: string, program: ChildProcess) {
    this.url = url;
    this.folder = folder;
    this.program = program;
  }

  static async start(targets: readonly Target[]): Promise<LivePrometheus> {
    const folder = mkdtempSync(join(tmpdir(), 'polyspool-prometheus-'));
    const port = await freePort();
    // Prometheus reads JSON where it reads YAML.
    writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(configurationFor(targets)), { mode: 0o600 });
    const program = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--enable-feature=exemplar-storage',
        '--log.level=error',
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const started = new LivePrometheus(`http://127.0.0.1:${port}`, folder, program);
    await until('Prometheus is ready', () => started.isReady());
    return started;
  }

  get pid(): number {
    return this.program.pid!; // it has answered
  }

  /** Every series that there is now. Throws where Prometheus does not understand it. */
  async query(expr: string): Promise<Series[]> {
    type Data = { resultType: string; result: { metric: Record<string, string>; value: [number, string] }[] };
    const { resultType, result } = await this.ask<Data>('query', { query: expr });
    if (resultType !== 'vector') throw new Error(`${expr} is a ${resultType}`);
    return result.map(({ metric, value: [, text] }) => ({ metric, value: Number(text) }));
  }

  /** Traces that stand in the buckets of a histogram. */
  async tracesOf(histogram: string): Promise<string[]> {
    type Data = { exemplars: { labels: { trace_id?: string } }[] }[];
    const nowSeconds = Date.now() / 1_000;
    const range = { start: String(nowSeconds - 3_600), end: String(nowSeconds + 60) };
    const found = await this.ask<Data>('query_exemplars', { query: `${histogram}_bucket`, ...range });
    return found.flatMap(({ exemplars }) => exemplars.flatMap(({ labels }) => labels.trace_id ?? []));
  }

  async stop(): Promise<void> {
    if (this.program.exitCode === null && this.program.signalCode === null) {
      const gone = once(this.program, 'exit');
      this.program.kill('SIGTERM');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isReady() {
    if (this.program.exitCode !== null) throw new Error('Prometheus did not start');
    const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
    return answer?.ok ?? false;
  }

  private async ask<Data>(path: string, parameters: Record<string, string>): Promise<Data> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const { status, error, data } = (await response.json()) as Answer<Data>;
    if (status !== 'success') throw new Error(`${parameters.query}: ${error}`);
    return data;
  }
}

const configurationFor = (targets: readonly Target[]) => ({
  global: {
    scrape_interval: '1s',
    scrape_timeout: '1s',
    evaluation_interval: '1s',
    external_labels: { grafana: 'http://localhost:3000' },
  },
  rule_files: [join(rulesFolder, '*.yml')],
  scrape_configs: targets.map(({ job, port, key }) => ({
    job_name: job,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    ...(key && { authorization: { credentials: key } }),
  })),
});
