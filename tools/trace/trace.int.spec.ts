import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Job } from '@polyspool/contracts/job-status';
import { makeSampleVideo } from '../demo/sample-video.ts';
import { readSecrets } from '../start/secrets.ts';
import { WholeSystem } from '../test/whole-system.ts';
import { OtlpReceiver } from './otlp-receiver.ts';
import type { ReceivedSpan } from './otlp-receiver.ts';

const traceId = randomBytes(16).toString('hex');
const callerSpanId = randomBytes(8).toString('hex');
const idleMs = 10_000;

let receiver: OtlpReceiver;
let system: WholeSystem;
let idleSpans: readonly ReceivedSpan[];
let job: Job;
let secrets: readonly string[];
let logged: readonly Readonly<Record<string, unknown>>[];

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  system = await WholeSystem.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    HEALTH_CHECK_CRON: 'off', // a job like any other: it has its trace
    LOG_FILE: 'logs/app.log',
    LOG_LEVEL: 'debug',
  });
  await delay(idleMs); // what a system does that nobody asks for anything
  idleSpans = [...receiver.spans];
  const { databaseUrl, redisUrl } = system.run;
  secrets = [...Object.values(readSecrets(system.stateFolder)), databaseUrl, redisUrl];
  const { uploadId, signature } = await uploadSample();
  job = await untilEnded(await submit(uploadId));
  secrets = [...secrets, signature];
  logged = linesIn(join(system.stateFolder, '../logs/app.log'));
  await system.stop(); // each service sends what it has not yet sent
}, 300_000);

afterAll(async () => {
  await system?.stop();
  await receiver?.stop();
});

describe('one trace from the request to the last row', () => {
  it('is the one that the caller began, and the job names it', () => {
    expect(job).toMatchObject({ status: 'succeeded', traceId });
    expect(theTrace().filter((span) => span.parentSpanId === callerSpanId)).toEqual([theRequest()]);
  });

  it('has no hole: every parent is in it', () => {
    const ids = new Set([callerSpanId, ...theTrace().map((span) => span.spanId)]);

    expect(theTrace().filter((span) => !ids.has(span.parentSpanId))).toEqual([]);
  });

  it('begins in the gateway, which writes the job', () => {
    const inserts = within(theRequest()).filter(
      (span) => isFrom('gateway', span) && queryOf(span).includes('INTO jobs'),
    );

    expect(theRequest()).toMatchObject({ service: 'gateway', kind: 'server' });
    expect(inserts).toHaveLength(1);
    expect(inserts[0]).toMatchObject({ kind: 'client', scope: '@opentelemetry/instrumentation-pg' });
  });

  it('goes through the queue to the worker', () => {
    const sent = only('send video.process');
    const processed = named('process video.process');

    expect(sent).toMatchObject({ service: 'job-status', kind: 'producer' });
    expect(within(theRequest())).toContain(sent);
    expect(processed.length).toBeGreaterThanOrEqual(2); // it runs again when its chunks are done
    for (const span of processed) {
      expect(span).toMatchObject({ service: 'video-worker', kind: 'consumer', parentSpanId: sent.spanId });
    }
  });

  it('has every chunk below the job, and in each chunk the programs it ran', () => {
    const { chunks } = job.output as { chunks: number };
    const found = named('process video.processChunk');

    expect(chunks).toBeGreaterThan(1);
    expect(found).toHaveLength(chunks);
    for (const chunk of found) {
      const sent = spanOf(chunk.parentSpanId);
      expect(sent?.name).toBe('send video.processChunk');
      expect(spanOf(sent!.parentSpanId)?.name).toBe('process video.process');
      const programs = within(chunk).map((span) => span.name);
      // Apertium's are kept running: they belong to no one chunk.
      for (const program of ['ffmpeg', 'pocketsphinx_continuous']) {
        expect(programs).toContain(`exec ${program}`);
      }
    }
    expect(within(only('send video.process')).map((span) => span.name)).toContain('exec ffprobe');
  });

  it('ends in the database, where job-status writes what the worker said', () => {
    const records = named('record events');
    const queries = records.flatMap(within).map((span) => [span.service, span.scope, queryOf(span).split(' ')[0]]);

    expect(records.length).toBeGreaterThan(1);
    for (const span of records) expect(within(theRequest())).toContain(span);
    expect(queries).toContainEqual(['job-status', '@opentelemetry/instrumentation-pg', 'UPDATE']);
    expect(queries).toContainEqual(['job-status', '@opentelemetry/instrumentation-pg', 'INSERT']);
  });

  it('marks no span of a job that succeeded as failed', () => {
    expect(theTrace().filter((span) => span.failed)).toEqual([]);
  });
});

it('tells no secret: no key, no password, no signature of a link', () => {
  const everything = receiver.bodies.join('\n');

  expect(everything.includes('signature=')).toBe(true); // the signed link was followed
  expect(secrets.length).toBeGreaterThanOrEqual(8);
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
});

it('is found in the log file of all services, whose lines have the trace, and say whose job it is (R113)', () => {
  const ofJob = logged.filter((line) => line['jobId'] === job.id && line['msg'] !== 'Request answered');

  expect(new Set(ofJob.map((line) => line['name']))).toEqual(new Set(['gateway', 'job-status', 'video-worker']));
  const told = new Set(ofJob.map((line) => JSON.stringify([line['traceId'], typeof line['userId']])));
  expect([...told]).toEqual([JSON.stringify([traceId, 'string'])]);
});

it('is found by the id of its job, on each span that is about it', () => {
  const found = theTrace().filter((span) => span.attributes['polyspool.job.id'] === job.id);

  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['send video.process', 'process video.process']));
});

it('is made of a share of all traces, where the sampler says so', async () => {
  const script = `
    const { trace } = await import('@opentelemetry/api');
    const { stopTelemetry } = await import('@polyspool/service/telemetry/stop-telemetry');
    for (let at = 0; at < 200; at += 1) trace.getTracer('test').startSpan('one of 200').end();
    await stopTelemetry();`;
  const args = ['--import', '@polyspool/service/telemetry', '--input-type=module', '--eval', script];
  await promisify(execFile)(process.execPath, args, {
    cwd: join(import.meta.dirname, '../../apps/gateway'),
    env: {
      PATH: process.env['PATH'],
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    },
  });

  const made = receiver.spans.filter(({ name }) => name === 'one of 200').length;
  expect(made).toBeGreaterThan(15);
  expect(made).toBeLessThan(100);
});

it('says nothing while nothing is asked: no span of polls, beats and health checks', () => {
  expect(idleSpans).toEqual([]);
});

it('spends few spans on a chunk, and on each time that news is recorded', () => {
  const { chunks } = job.output as { chunks: number };
  const records = named('record events');
  const recording = new Set([...records, ...records.flatMap(within)]);

  // How often there is news depends on how long the work takes.
  expect(recording.size / records.length).toBeLessThan(10);
  expect((theTrace().length - recording.size) / chunks).toBeLessThan(20);
});

async function uploadSample() {
  const path = join(system.stateFolder, 'sample.mp4');
  await makeSampleVideo(path);
  const body = new FormData();
  body.set('file', await openAsBlob(path), 'sample.mp4');
  const { id } = await ask<{ id: string }>('POST', '/v1/uploads', { body });
  const { url } = await ask<{ url: string }>('POST', `/v1/uploads/${id}/link`);
  expect((await fetch(system.run.gatewayUrl + url, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
  return { uploadId: id, signature: new URL(url, system.run.gatewayUrl).searchParams.get('signature')! };
}

async function submit(uploadId: string) {
  const headers = { 'content-type': 'application/json', traceparent: `00-${traceId}-${callerSpanId}-01` };
  const body = JSON.stringify({ language: 'en', targetLanguage: 'es', chunkSeconds: 10 });
  return ask<Job>('POST', `/v1/videos/${uploadId}/process`, { headers, body });
}

async function untilEnded({ id }: Job): Promise<Job> {
  for (;;) {
    const now = await ask<Job>('GET', `/v1/jobs/${id}`);
    if (now.finishedAt) return now;
    await delay(200);
  }
}

async function ask<Answer>(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const { gatewayUrl, userKey } = system.run;
  const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${userKey}` };
  const response = await fetch(gatewayUrl + path, { ...init, method, headers });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}

const linesIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const theTrace = () => receiver.ofTrace(traceId);
const theRequest = () => only('POST /v1/videos/:uploadId/process');
const named = (name: string) => theTrace().filter((span) => span.name === name);
const spanOf = (id: string) => theTrace().find((span) => span.spanId === id);
const queryOf = (span: ReceivedSpan) => String(span.attributes['db.query.text'] ?? '').trim();
const isFrom = (service: string, span: ReceivedSpan) => span.service === service;

function only(name: string): ReceivedSpan {
  const [first, ...others] = named(name);
  expect(first).toBeDefined();
  expect(others).toEqual([]);
  return first!;
}

/** Everything below it. */
function within(span: ReceivedSpan): ReceivedSpan[] {
  const children = theTrace().filter((one) => one.parentSpanId === span.spanId);
  return children.flatMap((child) => [child, ...within(child)]);
}
