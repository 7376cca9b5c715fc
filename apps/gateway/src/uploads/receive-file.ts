import { AppError } from '@polyspool/contracts/errors';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { displayName } from './file-name.js';
import { largestOf, tooLarge } from './size-limits.js';
import { type SpooledFile, spoolFile, type SpoolTarget } from './spool-file.js';

export interface ReceivedFile extends SpooledFile {
  readonly name: string;
}

/** The form's one field, where nothing else is said. */
const usualField = 'file';
/** Boundaries and part headers, generously. */
const maxFramingBytes = 64 * 1024;

/** Takes the one file out of a multipart request, as it comes. Throws `upload.*`, and `input.invalid` for anything beside it. */
export async function receiveFile(
  request: FastifyRequest,
  target: SpoolTarget,
  field = usualField,
): Promise<ReceivedFile> {
  if (!request.isMultipart()) throw new AppError('upload.missing', `Send multipart/form-data with a field "${field}"`);
  const announced = Number(request.headers['content-length'] ?? 0);
  const maxBytes = largestOf(target.limits);
  if (announced > maxBytes + maxFramingBytes) throw tooLarge(maxBytes);

  let received: ReceivedFile | undefined;
  for await (const part of withFaults(request.parts())) {
    const file = onlyFile(part, { field, received });
    const name = displayName(file.filename);
    received = { ...(await spoolFile(withFaults(file.file), { ...target, name })), name };
  }
  if (!received) throw new AppError('upload.missing', `The form has no field "${field}"`);
  return received;
}

interface Expected {
  readonly field: string;
  readonly received: ReceivedFile | undefined;
}

function onlyFile(part: Multipart, { field, received }: Expected): MultipartFile {
  if (part.fieldname !== field) throw invalid(part.fieldname, `The form has only one field, "${field}"`);
  if (part.type !== 'file') throw new AppError('upload.missing', `The field "${field}" holds no file`);
  if (received) throw invalid(field, 'Send one file at a time');
  return part;
}

function invalid(name: string | undefined, detail: string) {
  const pointer = `/${(name ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return new AppError('input.invalid', detail, { pointers: [{ pointer, detail }] });
}

/** The same, but what the parser throws becomes an error with a code. */
async function* withFaults<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isCutOff(error))
      throw new AppError('upload.incomplete', 'The request ended before the file did', { cause: error });
    const detail = error instanceof Error ? error.message : 'The form cannot be read';
    throw new AppError('input.invalid', detail, { cause: error });
  }
}

/** The parser gives a code only to some of its errors. */
function isCutOff(error: unknown) {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const codes: unknown[] = ['FST_MP_PREMATURE_CLOSE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'];
  return codes.includes(code) || /terminated early|Unexpected end of/.test(String(message));
}
