import { Injectable } from '@nestjs/common';
import { celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import { celeryTasks } from '@polyspool/contracts/celery/celery-tasks';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import type { JobLimits } from '@polyspool/contracts/job-status';
import { AuditLog } from '@polyspool/database/audit-log';
import type { FastifyReply } from 'fastify';
import { startEntry } from '../../audit/audited-start.js';
import { accepted } from '../../jobs/jobs.controller.js';
import type { Sender } from '../../jobs/sent-by.js';
import { OnceWhileOpen } from '../once-while-open.js';
import type { StartedTask } from './corpus-task.js';

export interface AskedTask {
  /** As it was called there. */
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly projectId?: string | undefined;
  readonly limits?: JobLimits;
  /** What the answer says. */
  readonly message: string;
}

/** A task of the corpus before this one, started over HTTP. */
@Injectable()
export class StartTask {
  constructor(
    private readonly jobs: OnceWhileOpen,
    private readonly audit: AuditLog,
  ) {}

  async run({ by, key }: Sender, { name, given, message, ...frame }: AskedTask, reply: FastifyReply) {
    const { job: contract, parameters, request } = taskNamed(name);
    const asked = request(parseInput(parameters, given));
    const job = await this.jobs.submit(by, { ...asked, ...frame, type: contract.name, priority: 'normal' }, key);
    const entry = startEntry(by, job);
    if (entry) await this.audit.note({ actor: { id: by.id, role: by.role }, action: 'job.start', ...entry });
    accepted(reply, job);
    return { task_id: job.id, task_name: name, status: celeryStateOf(job), message } satisfies StartedTask;
  }
}

function taskNamed(name: string) {
  const task = celeryTasks.get(name);
  if (!task) throw new AppError('internal', `There is no task ${name}`); // whoever calls names one of the table
  return task;
}
