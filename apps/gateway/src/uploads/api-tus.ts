import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { piecesMediaType } from './register-upload-bodies.js';

const bytes = { type: 'integer', minimum: 0 };
const text = { type: 'string' };
const pieces = { required: false, schema: { type: 'string', format: 'binary' } };

/** Headers of the protocol, as requests and answers have them. */
const headers = {
  'Upload-Length': { description: 'Bytes of the whole file', schema: bytes },
  'Upload-Defer-Length': {
    description: '1: the length comes with a later request',
    schema: { type: 'string', enum: ['1'] },
  },
  'Upload-Metadata': { description: '`filename`, a space, the name in Base64', schema: text },
  'Upload-Offset': { description: 'Bytes that have come', schema: bytes },
  'Upload-Checksum': { description: 'sha1, sha256 or md5 of this body, a space, the value in Base64', schema: text },
  'Upload-Expires': { description: 'When an upload without news is removed', schema: text },
  'Upload-Id': { description: 'The upload that the pieces have become', schema: { type: 'string', format: 'uuid' } },
  Location: { description: 'Where the pieces go', schema: text },
  'Tus-Extension': { description: 'What of the protocol is served', schema: text },
  'Tus-Max-Size': { description: 'Most bytes of a file', schema: bytes },
  'Tus-Checksum-Algorithm': { description: 'What Upload-Checksum may name', schema: text },
};
type TusHeader = keyof typeof headers;

interface TusOperation {
  readonly summary: string;
  readonly status: number;
  readonly takes?: readonly TusHeader[];
  readonly answers?: readonly TusHeader[];
  /** Whether it brings bytes. */
  readonly hasBody?: boolean;
}

/** What a route of the protocol says of itself. */
export function ApiTus({ summary, status, takes = [], answers = [], hasBody = false }: TusOperation) {
  const version = { name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: ['1.0.0'] } };
  return applyDecorators(
    ApiOperation({ summary }),
    // Whoever asks what is served need not know it.
    ...(answers.includes('Tus-Extension') ? [] : [ApiHeader(version)]),
    ...takes.map((name) => ApiHeader({ name, required: name === 'Upload-Offset', ...headers[name] })),
    ...(hasBody ? [ApiConsumes(piecesMediaType), ApiBody(pieces)] : []),
    ApiResponse({ status, headers: Object.fromEntries(answers.map((name) => [name, headers[name]])) }),
  );
}
