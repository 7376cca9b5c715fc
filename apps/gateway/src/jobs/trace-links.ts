import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Job, JobPage, JobSnapshot } from '@polyspool/contracts/job-status';
import { map } from 'rxjs';
import type { KnownRequest } from '../access/key-guard.js';

export abstract class TraceOptions {
  /** With {traceId} or {jobId} in it. */
  abstract readonly url: string | undefined;
}

/** Gives each job that is answered the address of its trace, where there is one. What it shows is not for users. */
@Injectable()
export class TraceLinks implements NestInterceptor {
  constructor(private readonly options: TraceOptions) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>) {
    const { person } = context.switchToHttp().getRequest<KnownRequest>();
    const { url } = this.options;
    if (url === undefined || !person || person.role === 'user') return next.handle();
    return next.handle().pipe(map((answer) => withLinks(url, answer)));
  }
}

function withLinks(template: string, answer: unknown) {
  if (typeof answer !== 'object' || answer === null) return answer;
  const link = (job: Job): Job => ({ ...job, ...linkTo(template, job) });
  if ('items' in answer) return { ...answer, items: (answer as JobPage).items.map(link) };
  if (!('job' in answer)) return link(answer as Job);
  const { job, children } = answer as JobSnapshot;
  return { ...answer, job: link(job), children: children.map(link) };
}

function linkTo(template: string, { id, traceId }: Job): Pick<Job, 'traceUrl'> {
  if (traceId === undefined) return {};
  return { traceUrl: template.replaceAll('{traceId}', traceId).replaceAll('{jobId}', id) };
}
