import { Controller, Delete, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '@polyspool/database/people';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { ApiTus } from './api-tus.js';
import { checksumAlgorithms } from './checksum.js';
import { ResumableUploads } from './resumable-uploads.js';
import { UploadOptions } from './upload-options.js';

const TusId = () => Param('id', new IdPipe('upload.unknown'));

/**
 * Uploads in pieces, by tus 1.0: any of its clients can send them. The address that `POST` answers in `Location` stands for
 * the pieces only. **The id of the upload** that they have become is in the header `Upload-Id`: of the answer to the last
 * `PATCH`, of that to a `POST` which brought all bytes, and later of every `HEAD`. It may be an older one, as the same
 * content is one upload. Names come as `filename` (or `name`) in `Upload-Metadata`.
 *
 * The last `PATCH` answers when the file has been looked at, as `POST /v1/uploads` does. One that is refused (413, 415, 422)
 * is gone. Where that failed otherwise, `HEAD` tells an offset one byte short: sending that byte has the file looked at again.
 */
@ApiTags('uploads')
@Controller('v1/uploads/resumable')
export class ResumableController {
  constructor(
    private readonly resumable: ResumableUploads,
    private readonly options: UploadOptions,
  ) {}

  @Options()
  @OpenToAll()
  @ApiTus({
    summary: 'What can be done here',
    status: 204,
    answers: ['Tus-Extension', 'Tus-Max-Size', 'Tus-Checksum-Algorithm'],
  })
  async abilities(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    reply.header('tus-checksum-algorithm', checksumAlgorithms.join(','));
    await send(await this.resumable.abilities(request), reply);
  }

  @Post()
  @RouteConfig({ receiveTimeoutMs: 0 })
  @ApiTus({
    summary: 'Begin an upload; with a body, its first bytes come too',
    status: 201,
    takes: ['Upload-Length', 'Upload-Defer-Length', 'Upload-Metadata', 'Upload-Checksum'],
    answers: ['Location', 'Upload-Offset', 'Upload-Expires', 'Upload-Id'],
    hasBody: true,
  })
  begin(@By() by: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(by, request, reply);
  }

  @Head(':id')
  @ApiTus({
    summary: 'How much has come',
    status: 200,
    answers: ['Upload-Offset', 'Upload-Length', 'Upload-Defer-Length', 'Upload-Metadata', 'Upload-Id'],
  })
  async offset(@By() by: Person, @TusId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const uploadId = await this.resumable.takenAs(id, by);
    if (uploadId !== undefined) reply.header('upload-id', uploadId);
    await this.#answer(by, request, reply);
  }

  @Patch(':id')
  @RouteConfig({ receiveTimeoutMs: 0 })
  @ApiTus({
    summary: 'The next bytes',
    status: 204,
    takes: ['Upload-Offset', 'Upload-Length', 'Upload-Checksum'],
    answers: ['Upload-Offset', 'Upload-Expires', 'Upload-Id'],
    hasBody: true,
  })
  goOn(@By() by: Person, @TusId() _id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(by, request, reply);
  }

  /** Forgets the pieces. An upload that they have become stays. */
  @Delete(':id')
  @ApiTus({ summary: 'Give an upload up', status: 204 })
  giveUp(@By() by: Person, @TusId() _id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(by, request, reply);
  }

  async #answer(by: Person, request: FastifyRequest, reply: FastifyReply) {
    reply.header('tus-resumable', '1.0.0');
    const { raw, body } = request;
    if (body !== undefined) {
      raw.setTimeout(this.options.idleTimeoutMs, () => raw.destroy());
      raw.once('end', () => raw.setTimeout(0));
    }
    await send(await this.resumable.handle(request, by), reply);
  }
}

/** Who may ask from which page is not for the protocol to say. */
const isOfPages = (header: string) => header.startsWith('access-control-');

async function send(answer: Response, reply: FastifyReply) {
  for (const [name, value] of answer.headers) if (!isOfPages(name)) reply.header(name, value);
  await reply.code(answer.status).send(await answer.text());
}
