import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  applyDecorators,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { JobRecords } from '@polyspool/database/job-records';
import type { FastifyReply } from 'fastify';
import { defer, mergeMap } from 'rxjs';
import { validate } from 'uuid';
import type { KnownRequest } from '../access/key-guard.js';
import { type Awaited, isEnd, JobWatch } from './job-watch.js';
import { preferredWaitS } from './prefer.js';

const mark = 'may wait';

/** A GET about the job `:id` that is answered when that has ended, or sooner: when there is news to whoever sends an `ETag`. */
export const MayWait = () =>
  applyDecorators(
    SetMetadata(mark, true),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description:
        '`wait=10`: answer when the job has ended, at the latest after so many seconds (28 are the most); with `If-None-Match`, when there is news of it',
      schema: { type: 'string' },
    }),
  );

/**
 * `Prefer: wait=10` (RFC 7240). With anything that is answered by 202 and a job: if that ends within these seconds, the answer
 * is 200 and the job as it ended. Without it nobody waits.
 */
@Injectable()
export class WaitAsPreferred implements NestInterceptor {
  constructor(
    private readonly watch: JobWatch,
    private readonly jobs: JobRecords,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>) {
    const http = context.switchToHttp();
    const request = http.getRequest<KnownRequest>();
    const reply = http.getResponse<FastifyReply>();
    const seconds = preferredWaitS(request.headers.prefer);
    if (seconds === undefined) return next.handle();
    const wait = (awaited: Awaited) => {
      reply.header('preference-applied', `wait=${seconds}`);
      return whileThere(request, seconds, (signal) => this.watch.until(awaited, signal));
    };
    if (this.reflector.get<boolean | undefined>(mark, context.getHandler())) {
      return defer(() => this.#news(request, wait)).pipe(mergeMap(() => next.handle()));
    }
    return next
      .handle()
      .pipe(
        mergeMap(async (answer) => (isAccepted(reply, answer) ? this.#end(answer, wait, { request, reply }) : answer)),
      );
  }

  async #news(request: KnownRequest, wait: Wait) {
    const { id = '' } = request.params as { id?: string };
    if (!validate(id)) return; // the route says that there is none
    const job = await this.#find(id, request);
    if (!job || isTerminal(job.status)) return;
    const seen = seqIn(request.headers['if-none-match'], job.run);
    if (seen === undefined) await wait({ jobId: id, seq: job.seq, isIt: isEnd });
    else if (seen === job.seq) await wait({ jobId: id, seq: seen, isIt: () => true });
  }

  async #end(job: Job, wait: Wait, { request, reply }: { request: KnownRequest; reply: FastifyReply }) {
    if (!isTerminal(job.status)) await wait({ jobId: job.id, seq: job.seq, isIt: isEnd });
    const now = (await this.#find(job.id, request)) ?? job;
    if (isTerminal(now.status)) reply.code(200).removeHeader('retry-after');
    return now;
  }

  async #find(id: string, { person }: KnownRequest) {
    return person && this.jobs.find(id, visibleTo(person));
  }
}

type Wait = (awaited: Awaited) => Promise<void>;

/** Nobody waits for an answer that nobody reads. */
async function whileThere(request: KnownRequest, seconds: number, work: (signal: AbortSignal) => Promise<void>) {
  const { socket } = request.raw;
  const gone = new AbortController();
  const onClose = () => gone.abort();
  socket.once('close', onClose);
  await work(AbortSignal.any([gone.signal, AbortSignal.timeout(seconds * 1_000)])).finally(() => {
    socket.removeListener('close', onClose);
  });
}

/** As `accepted` has it. What dialects answer has another shape. */
const isAccepted = (reply: FastifyReply, answer: unknown): answer is Job =>
  reply.statusCode === 202 &&
  typeof answer === 'object' &&
  answer !== null &&
  'id' in answer &&
  reply.getHeader('location') === `/v1/jobs/${String(answer.id)}`;

/** The number of the newest event that a caller knows of this run, by the `ETag` that it was given with the job. */
function seqIn(tag: string | undefined, run: number) {
  const [, ofRun, seq] = /^(?:W\/)?"(\d+)\.(\d+)\./.exec(tag ?? '') ?? [];
  return Number(ofRun) === run ? Number(seq) : undefined;
}
