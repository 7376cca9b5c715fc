import { AppError } from '@polyspool/contracts/errors';
import {
  AuthorizationError,
  ConnectionError,
  DeepLError,
  GlossaryNotFoundError,
  QuotaExceededError,
  TooManyRequestsError,
} from 'deepl-node';
import { unreachableEngine } from '../http-engine-error.js';

/** For the `catch` of every call of the client. Throws. */
export function deeplError(error: unknown): never {
  if (error instanceof SyntaxError)
    throw new AppError('engine.failed', 'DeepL answered something else than it should', { cause: error });
  if (!(error instanceof DeepLError)) throw error;
  if (error instanceof ConnectionError) throw unreachableEngine('DeepL', error.error ?? error);
  throw new AppError(codeOf(error), `DeepL: ${error.message.slice(0, 300)}`, { cause: error });
}

function codeOf(error: DeepLError) {
  if (error instanceof AuthorizationError || error instanceof QuotaExceededError) return 'engine.refused';
  if (error instanceof TooManyRequestsError) return 'engine.unavailable';
  // The client tells these apart by their words only.
  return /^Service unavailable|^Unexpected status code: (408|5)/.test(error.message)
    ? 'engine.unavailable'
    : 'engine.refused';
}

/** Also of a glossary that is used, where the client has no class for it. */
export const isNotFound = (error: unknown) =>
  error instanceof AppError &&
  (error.cause instanceof GlossaryNotFoundError ||
    (error.cause instanceof DeepLError && error.cause.message.startsWith('Not found')));
