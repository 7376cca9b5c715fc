import { AppError } from '@polyspool/contracts/errors';
import { APIConnectionError, APIError } from 'openai';
import { z } from 'zod';
import { httpEngineError, unreachableEngine } from './http-engine-error.js';

/** For the `catch` of one request to a server that speaks OpenAI's protocol: what went wrong with it, in the words of the ports. */
export function openAiError(server: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIConnectionError) return unreachableEngine(server, error);
  if (error instanceof APIError && error.status !== undefined) {
    return httpEngineError(server, error.status, detailOf(error), error);
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return new AppError('engine.failed', `${server} answered something else than was asked for`, { cause: error });
  }
  // The client has no class for an answer that breaks off, stalls or does not end.
  return unreachableEngine(server, error);
}

/** OpenAI repeats a wrong key in its answer, if only its ends. */
function detailOf({ status, message }: APIError) {
  if (status === 401 || status === 403) return '(the key is wrong, or may not do this)';
  return message.replace(/^\d{3} /, '');
}
