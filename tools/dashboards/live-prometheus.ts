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

interface Pace {
  /** A folder that stands for docker/prometheus/rules. */
  readonly rules?: string;
  /** Seconds between two questions; so long it waits for an answer, too. */
  readonly everySeconds?: number;
}

/** Debian's Prometheus with the rules of docker/prometheus. It asks each second, so that a short run has rates. */
export class LivePrometheus {
  readonly folder: string;
  private readonly pace: Pace;
  private readonly url: string;
  private readonly program: ChildProcess;

  private constructor(folder: string, pace: Pace, url: string, program: ChildProcess) {
    this.folder = folder;
    this.pace = pace;
    this.url = url;
    this.program = program;
  }

  static async start(targets: readonly Target[], pace: Pace = {}): Promise<LivePrometheus> {
    const folder = mkdtempSync(join(tmpdir(), 'polyspool-prometheus-'));
    const port = await freePort();
    configure(folder, targets, pace);
    const program = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--enable-feature=exemplar-storage',
        '--query.lookback-delta=15s', // what is asked no more is not remembered for minutes
        '--log.level=error',
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const started = new LivePrometheus(folder, pace, `http://127.0.0.1:${port}`, program);
    await until('Prometheus is ready', () => started.isReady());
    return started;
  }

  get pid(): number {
    return this.program.pid!; // it has answered
  }

  /** Asks these from now on, and no others. */
  watch(targets: readonly Target[]): void {
    configure(this.folder, targets, this.pace);
    this.program.kill('SIGHUP');
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

/** Prometheus reads JSON where it reads YAML. */
const configure = (folder: string, targets: readonly Target[], pace: Pace) =>
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(configurationFor(targets, pace)), { mode: 0o600 });

const configurationFor = (targets: readonly Target[], { rules = rulesFolder, everySeconds = 1 }: Pace) => ({
  global: {
    scrape_interval: `${everySeconds}s`,
    scrape_timeout: `${everySeconds}s`,
    evaluation_interval: '1s',
    external_labels: { grafana: 'http://localhost:3000' },
  },
  rule_files: [join(rules, '*.yml')],
  scrape_configs: targets.map(({ job, port, key }) => ({
    job_name: job,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    ...(key && { authorization: { credentials: key } }),
  })),
});
