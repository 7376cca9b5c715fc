import { Injectable } from '@nestjs/common';
import { celeryTaskNamed } from '@polyspool/contracts/celery/celery-tasks';
import { Logger } from '@polyspool/service/logger';
import { PolyspoolError } from '@polyspool/sdk';
import { CeleryException } from '../results/celery-exception.js';
import { TaskResults } from '../results/task-results.js';
import { OpenTasks } from '../tasks/open-tasks.js';
import { TaskApi } from '../tasks/task-api.js';
import { TaskFollower } from '../tasks/task-follower.js';
import { type CalledTask, readCeleryMessage } from './celery-message.js';
import { hasToWait } from './has-to-wait.js';

/** Makes a job of a message. Rejects where the message has to wait: the gateway is away, or takes no more for now. */
@Injectable()
export class HandleMessage {
  constructor(
    private readonly api: TaskApi,
    private readonly open: OpenTasks,
    private readonly follower: TaskFollower,
    private readonly results: TaskResults,
    private readonly log: Logger,
  ) {}

  async run(raw: string) {
    const read = readCeleryMessage(raw);
    if ('exception' in read) return this.#refuse(read.id, read.exception);
    if (!celeryTaskNamed(read.name)) return this.#refuse(read.id, CeleryException.notRegistered(read.name));
    if (await this.open.isRevoked(read.id)) {
      await this.results.put(read.id, { status: 'REVOKED', result: CeleryException.revoked('revoked') });
      return;
    }
    const jobId = await this.#start(read);
    if (jobId === undefined) return;
    this.log.info({ taskId: read.id, task: read.name, jobId }, 'Task became a job');
    await (read.wantsResult ? this.open.add(read.id, jobId) : this.open.addIgnored(read.id, jobId));
    // It may have been revoked while its job was made.
    if (await this.open.isRevoked(read.id)) await this.api.revoke(jobId);
    if (!read.wantsResult) return;
    await this.follower
      .follow(read.id, jobId)
      .catch((err: unknown) => this.log.warn({ err, jobId }, 'Looked at later'));
  }

  /** Nobody can make a job of it, however often it is tried: its sender is told. */
  async giveUp(raw: string, error: unknown) {
    const { id } = readCeleryMessage(raw);
    await this.#refuse(id, CeleryException.refusedCall(PolyspoolError.from(error)));
  }

  async #start({ id, name, call }: CalledTask): Promise<string | undefined> {
    try {
      return await this.api.start(id, name, call);
    } catch (error) {
      if (!(error instanceof PolyspoolError) || error.status >= 500 || hasToWait(error)) throw error;
      await this.#refuse(id, CeleryException.refusedCall(error));
      return undefined;
    }
  }

  /** As a worker of Celery does: it says so and drops the message; and its sender hears of it, where it can be known. */
  async #refuse(taskId: string | undefined, exception: CeleryException) {
    this.log.warn({ taskId, exception: exception.type, detail: exception.args[0] }, 'A message was refused');
    if (taskId !== undefined) await this.results.put(taskId, { status: 'FAILURE', result: exception });
  }
}
