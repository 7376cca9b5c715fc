import { expect } from '@jest/globals';
import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import { EventLog } from '@polyspool/database/event-log';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { RedisSettings } from '@polyspool/service/redis-topology';
import { eventually } from '@polyspool/service/testing/eventually';
import { type Handlers, openHouse } from './testing-house.js';

type Parent = RunningJob<typeof videoJobs.process>;
type Chunk = RunningJob<typeof videoJobs.processChunk>;

/** A house whose video jobs make three chunks, or twelve; the language says what happens to them. */
export async function openChunkHouse(redis?: RedisSettings) {
  const control = { computed: [] as string[], gate: Promise.resolve(), isBroken: true };
  const house = await openHouse(handlersOf(control), redis);
  const now = async (id: string) => (await house.jobs.snapshot(id, house.userId))!;
  return {
    ...house,
    control,
    now,
    /** Chunks behind the first wait until the answer is called. */
    closeGate: () => {
      let open = () => undefined as void;
      control.gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    openGate: () => void (control.gate = Promise.resolve()),
    ended: (id: string) =>
      eventually(async () => {
        const snapshot = await now(id);
        expect(isTerminal(snapshot.job.status)).toBe(true);
        return snapshot;
      }, 20_000),
    becomes: (id: string, wanted: Job['status']) =>
      eventually(async () => expect((await now(id)).job.status).toBe(wanted)),
    firstChunkDone: (id: string) =>
      eventually(async () =>
        expect((await now(id)).children.filter((child) => child.status === 'succeeded')).toHaveLength(1),
      ),
    logOf: async (id: string) => (await house.status.get(EventLog).after(new Map([[id, 0]]))).map(({ event }) => event),
  };
}

export type ChunkHouse = Awaited<ReturnType<typeof openChunkHouse>>;

interface Control {
  readonly computed: string[];
  readonly gate: Promise<void>;
  readonly isBroken: boolean;
}

const handlersOf = (control: Control): Handlers => ({
  'video.process': (async (job: Parent) => {
    job.report('chunks', 0);
    const starts = Array.from({ length: job.input.language === 'zz' ? 12 : 3 }, (_, index) => index * 10);
    const inputs = starts.map((startSeconds) => ({
      uploadId: job.input.uploadId,
      language: job.input.language,
      startSeconds,
      endSeconds: startSeconds + 10,
    }));
    const results = await job.children(videoJobs.processChunk, inputs);
    const failed = results.find((result) => !result.ok);
    if (failed && !failed.ok) throw new AppError('video.chunkFailed', failed.error.code);
    job.report('write', 0, 'Writing');
    await job.artifact({ name: 'transcript.json', kind: 'transcript', mediaType: 'application/json' }, job.id);
    return { durationSeconds: 30, chunks: 3, segments: 3, words: 9, language: 'en', warnings: [] };
  }) as Handlers[string],
  'video.processChunk': (async (job: Chunk) => {
    const { uploadId, startSeconds, language } = job.input;
    const transcript = await job.step('transcribe', [uploadId, startSeconds], async (files) => {
      job.report('transcribe', 0.5);
      if (startSeconds > 0) await abortable(control.gate, job.signal);
      if (language === 'xx' && startSeconds === 10 && control.isBroken)
        throw new AppError('media.unreadable', 'Not this one');
      control.computed.push(`${uploadId} ${startSeconds}`);
      return files.keep('transcript.json', '{}');
    });
    return { transcript, segments: 1, words: 3, warnings: [] };
  }) as Handlers[string],
});

function abortable(work: Promise<void>, signal: AbortSignal) {
  signal.throwIfAborted(); // no event follows for those who come late
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
  return Promise.race([work, aborted]);
}
