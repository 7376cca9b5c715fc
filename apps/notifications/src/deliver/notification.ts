import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { Language } from '@polyspool/contracts/languages';
import type { Channel, Delivery, Topic } from '@polyspool/contracts/notifications';
import type { AppError } from '@polyspool/contracts/errors';
import type { Notice } from '@polyspool/messengers/templates/notice';

/** Something that people are to be told. */
export interface Notification {
  /** Of the job that tells it: the same message to the same person on the same channel goes out once for it. */
  readonly jobId: string;
  readonly topic: Topic;
  /** As they prefer where none are named. */
  readonly channels?: readonly Channel[] | undefined;
  readonly notice: (language: Language) => Notice;
  /** Where it leads within the console, and the job that it is about. */
  readonly link?: string | undefined;
  readonly about?: string | undefined;
  /** The job that tells somebody on one channel when their quiet hours are over. */
  readonly later: (userId: string, channel: Channel) => { readonly contract: JobContract; readonly input: object };
}

/** A delivery, and why it may go better when it is tried again. */
export interface Outcome extends Delivery {
  readonly passing?: AppError;
}
