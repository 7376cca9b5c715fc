/** The whole vocabulary of failure. `retry` is for workers, `status` for HTTP. */
export const errorCodes = {
  'input.invalid': { status: 400, retry: false, title: 'The input does not fit its contract' },
  'input.tooLarge': { status: 413, retry: false, title: 'The request body is too large' },
  'input.headersTooLarge': { status: 431, retry: false, title: 'Address and headers are too large' },
  'input.timedOut': { status: 408, retry: false, title: 'The request took too long to arrive' },
  'request.timedOut': { status: 504, retry: true, title: 'The answer took too long' },
  'route.unknown': { status: 404, retry: false, title: 'There is nothing at this address' },
  'auth.missing': { status: 401, retry: false, title: 'A key is needed' },
  'auth.invalid': { status: 401, retry: false, title: 'This key is not valid' },
  'auth.forbidden': { status: 403, retry: false, title: 'This key may not do that' },
  'auth.scopeMissing': { status: 403, retry: false, title: 'This key is not made for that' },
  'auth.tooManyRequests': { status: 429, retry: false, title: 'Too many requests in a short time' },
  'apiKey.unknown': { status: 404, retry: false, title: 'There is no such key' },
  'apiKey.inactive': { status: 409, retry: false, title: 'The key has ended' },

  'upload.missing': { status: 400, retry: false, title: 'The request has no file' },
  'upload.unknown': { status: 404, retry: false, title: 'There is no such upload' },
  'upload.inUse': { status: 409, retry: false, title: 'A job still needs this upload' },
  'upload.empty': { status: 422, retry: false, title: 'The file is empty' },
  'upload.incomplete': { status: 400, retry: false, title: 'The upload ended too early' },
  'upload.tooLarge': { status: 413, retry: false, title: 'The file is larger than allowed' },
  'upload.unsupported': { status: 415, retry: false, title: 'Files of this kind are not accepted' },
  'upload.otherOffset': { status: 409, retry: false, title: 'The upload goes on at another place' },
  'upload.otherChecksum': { status: 460, retry: false, title: 'The bytes are not those that were announced' },
  'upload.expired': { status: 410, retry: false, title: 'The upload was not ended in time' },
  'upload.otherProtocol': { status: 412, retry: false, title: 'Resumable uploads speak tus 1.0.0' },
  'upload.otherKind': { status: 422, retry: false, title: 'The job works on files of another kind' },

  'batch.allFailed': { status: 422, retry: false, title: 'Nothing of the batch could be processed' },

  'media.unreadable': { status: 422, retry: false, title: 'The file is damaged or not what it seems' },
  'media.noAudio': { status: 422, retry: false, title: 'The file has no audio track' },
  'media.noPicture': { status: 422, retry: false, title: 'The file has no moving pictures' },
  'media.noDuration': { status: 422, retry: false, title: 'The file has no playing time' },
  'media.tooLong': { status: 422, retry: false, title: 'The file plays longer than allowed' },
  'media.tooManyStreams': { status: 422, retry: false, title: 'The file has more streams than allowed' },
  'media.tooLargePicture': { status: 422, retry: false, title: 'The picture is larger than allowed' },
  'media.rangeOutside': { status: 422, retry: false, title: 'The range lies outside the file' },
  'media.unfitting': { status: 422, retry: false, title: 'The container does not take what the film is made of' },

  'file.unreadable': { status: 422, retry: false, title: 'The file is damaged beyond repair' },
  'file.needsPassword': { status: 422, retry: false, title: 'The file opens with a password only' },
  'file.wrongPassword': { status: 422, retry: false, title: 'The password does not open the file' },
  'document.tooManyPages': { status: 422, retry: false, title: 'The document has more pages than allowed' },
  'document.tooComplex': { status: 422, retry: false, title: 'The document holds more than allowed' },
  'document.dynamicForm': {
    status: 422,
    retry: false,
    title: 'The document is a dynamic form without pages of its own',
  },
  'document.pageOutside': { status: 422, retry: false, title: 'The document has no such page' },
  'document.nothingToTranslate': {
    status: 422,
    retry: false,
    title: 'The document has no text that could be translated',
  },

  'script.empty': { status: 422, retry: false, title: 'The script has nothing to show or say' },
  'script.unreadable': { status: 422, retry: false, title: 'The script is not what its format wants' },
  'script.tooManyScenes': { status: 422, retry: false, title: 'The script has more scenes than allowed' },
  'script.tooLong': { status: 422, retry: false, title: 'A film of the script would play longer than allowed' },
  'film.nothingMade': { status: 422, retry: false, title: 'No scene of the film could be made' },
  'film.overBudget': { status: 422, retry: false, title: 'Not one scene can be made for that cost' },
  'record.unknown': { status: 404, retry: false, title: 'There is no such record' },
  'record.noUpload': { status: 422, retry: false, title: 'The record has no recording' },
  'person.unknown': { status: 404, retry: false, title: 'There is no such person' },
  'person.unconfirmed': { status: 422, retry: false, title: 'What is asked has to be confirmed by name' },
  'person.lastAdmin': { status: 409, retry: false, title: 'An administrator has to stay' },
  'erasure.unknown': { status: 404, retry: false, title: 'There is no such erasure' },
  'erasure.incomplete': { status: 500, retry: true, title: 'Something of the person is still there' },
  'project.unknown': { status: 404, retry: false, title: 'There is no such project' },
  'project.forbidden': { status: 403, retry: false, title: 'This member of the project may not do that' },
  'project.memberUnknown': { status: 404, retry: false, title: 'There is no such member' },
  'project.lastOwner': { status: 409, retry: false, title: 'A project needs an owner' },
  'quota.records': { status: 429, retry: false, title: 'Too many records kept' },
  'quota.projects': { status: 429, retry: false, title: 'Too many projects kept' },
  'artifact.noProvenance': { status: 404, retry: false, title: 'Nothing is known of how the file was made' },

  'range.notSatisfiable': { status: 416, retry: false, title: 'The byte range lies outside the file' },
  'artifact.unknown': { status: 404, retry: false, title: 'There is no such artifact' },

  'job.unknown': { status: 404, retry: false, title: 'There is no such job' },
  'job.unknownType': { status: 400, retry: false, title: 'There is no such job type' },
  'job.alreadyFinished': { status: 409, retry: false, title: 'The job has already ended' },
  'job.notResumable': { status: 409, retry: false, title: 'The job is in no state to run again' },
  'job.isPart': { status: 409, retry: false, title: 'The job is part of another one' },
  'job.cancelled': { status: 409, retry: false, title: 'The job was cancelled' },
  'job.expired': { status: 410, retry: false, title: 'The job was not started in time' },
  'job.softLimit': { status: 504, retry: true, title: 'The job ran longer than its soft limit' },
  'job.hardLimit': { status: 504, retry: true, title: 'The job ran longer than its hard limit' },
  'job.poison': { status: 500, retry: false, title: 'The job ended its worker too often' },
  'job.noHandler': { status: 500, retry: false, title: 'No worker handles this job type' },
  'job.badOutput': { status: 500, retry: false, title: 'The job answered something its contract forbids' },
  'job.tooManyChildren': { status: 422, retry: false, title: 'The job would have too many parts' },
  'job.stuck': { status: 504, retry: true, title: 'The job gave no sign of life' },
  'job.notFinished': { status: 409, retry: false, title: 'The job has not ended' },
  'job.noResult': { status: 409, retry: false, title: 'The job has ended without a result' },
  'job.limitAboveCap': { status: 422, retry: false, title: 'The job may not run that long' },
  'job.interrupted': { status: 503, retry: true, title: 'The worker was stopped' },
  'quota.uploads': { status: 429, retry: false, title: 'Too many uploads at once' },
  'quota.words': { status: 429, retry: false, title: 'Too many words kept' },
  'quota.glossaries': { status: 429, retry: false, title: 'Too many glossaries kept' },
  'quota.jobs': { status: 429, retry: false, title: 'Too many open jobs' },
  'quota.connections': { status: 429, retry: false, title: 'Too many live connections' },
  'live.tooSlow': { status: 408, retry: true, title: 'The reader of live updates did not keep up' },
  'quota.apiKeys': { status: 429, retry: false, title: 'Too many keys' },
  'quota.webhooks': { status: 429, retry: false, title: 'Too many webhooks kept' },
  'quota.addressChecks': { status: 429, retry: false, title: 'Too many mails to confirm an address' },
  'quota.webhookTests': { status: 429, retry: false, title: 'Too many test events' },
  'result.expired': { status: 410, retry: false, title: 'The result is no longer kept' },
  'idempotency.mismatch': { status: 422, retry: false, title: 'This Idempotency-Key belongs to another request' },
  'idempotency.underway': { status: 409, retry: true, title: 'The same request is being carried out' },
  'filter.empty': { status: 400, retry: false, title: 'A filter is needed' },
  'queue.unknown': { status: 404, retry: false, title: 'There is no such queue' },
  'queue.draining': { status: 503, retry: false, title: 'The queue takes no new jobs' },
  'deadLetter.unknown': { status: 404, retry: false, title: 'There is no such dead letter' },
  'alert.unknown': { status: 404, retry: false, title: 'There is no such alert' },
  'glossary.unknown': { status: 404, retry: false, title: 'There is no such glossary' },
  'glossary.otherPair': { status: 422, retry: false, title: 'The glossary is for other languages' },
  'memory.unknown': { status: 404, retry: false, title: 'There is no such translation' },
  'edit.unknownLine': { status: 422, retry: false, title: 'There is no such line' },
  'job.notEditable': { status: 409, retry: false, title: 'The job has no lines to edit' },
  'job.noVocabulary': { status: 409, retry: false, title: 'The job has found no vocabulary' },
  'message.refused': { status: 422, retry: false, title: 'The message is not taken' },
  'message.unsent': { status: 503, retry: true, title: 'The message could not be handed over' },
  'message.unanswered': { status: 503, retry: true, title: 'Nobody knows whether the message was taken' },
  'notification.unknown': { status: 404, retry: false, title: 'There is no such notification' },
  'email.nothingToConfirm': { status: 409, retry: false, title: 'There is no address to confirm' },
  'phone.setByOperators': { status: 422, retry: false, title: 'Phone numbers are set by operators' },
  'mails.notKept': { status: 404, retry: false, title: 'Mails go to a mail server, and are not kept here' },
  'webhook.unknown': { status: 404, retry: false, title: 'There is no such webhook' },
  'webhook.deliveryUnknown': { status: 404, retry: false, title: 'There is no such delivery' },
  'webhook.disabled': { status: 409, retry: false, title: 'The webhook is switched off' },
  'webhook.urlRefused': { status: 422, retry: false, title: 'Webhooks do not go to this address' },
  'schedule.unknown': { status: 404, retry: false, title: 'There is no such schedule' },
  'schedule.exists': { status: 409, retry: false, title: 'There is a schedule of this name' },
  'schedule.invalid': { status: 422, retry: false, title: 'The schedule does not say when' },
  'key.unavailable': { status: 500, retry: false, title: 'The key that this was encrypted with is gone' },
  'video.chunkFailed': { status: 422, retry: false, title: 'A part of the video could not be processed' },
  'language.unknown': { status: 422, retry: false, title: 'Which language is spoken has to be named' },

  'engine.unsupportedLanguage': { status: 422, retry: false, title: 'The engine does not know this language' },
  'engine.unsupportedPair': { status: 422, retry: false, title: 'The engine cannot translate this pair' },
  'engine.unsupportedTone': { status: 422, retry: false, title: 'The engine cannot give this tone in this language' },
  'engine.unsupportedVoice': { status: 422, retry: false, title: 'The engine does not have this voice' },
  'engine.busy': { status: 503, retry: true, title: 'The engine has too much to do' },
  'engine.missing': { status: 503, retry: false, title: 'The engine is not installed' },
  'engine.unavailable': { status: 503, retry: true, title: 'The engine does not answer' },
  'engine.refused': { status: 502, retry: false, title: 'The engine refused the request' },
  'engine.failed': { status: 502, retry: true, title: 'The engine failed' },
  'process.failed': { status: 500, retry: true, title: 'A program failed' },
  'process.timedOut': { status: 504, retry: true, title: 'A program took too long' },
  'process.outOfMemory': { status: 500, retry: false, title: 'A program needed more memory than it may have' },
  'process.missing': { status: 503, retry: false, title: 'A program is not installed' },

  'backup.unknown': { status: 404, retry: false, title: 'There is no such backup' },
  'backup.unreadable': { status: 422, retry: false, title: 'The backup is damaged' },
  'backup.targetNotEmpty': { status: 409, retry: false, title: 'The database to restore into is not empty' },

  'maintenance.running': { status: 409, retry: true, title: 'The same is being done already' },

  'storage.missing': { status: 404, retry: false, title: 'The file is gone' },
  'storage.uploadGone': { status: 409, retry: true, title: 'The archive has given the upload up' },
  'storage.differs': { status: 502, retry: true, title: 'What has arrived is not what was sent' },
  'storage.noArchive': { status: 503, retry: false, title: 'No archive is set up' },
  'storage.unavailable': { status: 503, retry: true, title: 'The storage does not answer' },
  'service.unavailable': { status: 503, retry: true, title: 'The service is not ready' },
  internal: { status: 500, retry: true, title: 'Something broke' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text);

/** The one error class. The table decides HTTP status and retry; `cause` is for logs only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** RFC 6901 pointers into the input, where the input is at fault. */
  readonly pointers: readonly InputFault[];
  /** When it makes sense to ask again, where that is known. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.pointers = options.pointers ?? [];
    this.retryAfterS = options.retryAfterS;
  }

  get retry() {
    return errorCodes[this.code].retry;
  }

  get status() {
    return errorCodes[this.code].status;
  }

  static from(error: unknown) {
    if (error instanceof AppError) return error;
    return new AppError('internal', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

interface AppErrorOptions extends ErrorOptions {
  readonly pointers?: readonly InputFault[];
  readonly retryAfterS?: number;
}

export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
}
