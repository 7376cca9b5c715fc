import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { EraseAnswer, EraseRequest, ErasureCertificate, ErasureState } from '@polyspool/contracts/gdpr';
import { Erasures } from '@polyspool/database/erasures';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import { OpenToAll } from '@polyspool/service/open-to-all';
import { readText, Storage } from '@polyspool/storage/storage';
import type { FastifyReply } from 'fastify';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { pollAfterS } from '../jobs/jobs.controller.js';
import { ErasureRequest, erasureOf } from './erasure-request.js';

@Controller('v1')
export class ErasuresController {
  constructor(
    private readonly request: ErasureRequest,
    private readonly erasures: Erasures,
    private readonly storage: Storage,
  ) {}

  /** Only by administrators. `confirm` is the name of the person; `dryRun` says what would go. */
  @Post('admin/users/:id/erase')
  @ApiTags('admin')
  @ForOperators()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: EraseAnswer })
  async erase(
    @By() by: Person,
    @Param('id', new IdPipe('person.unknown')) id: string,
    @Body({ schema: EraseRequest }) request: EraseRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EraseAnswer> {
    if (by.role !== 'admin') throw new AppError('auth.forbidden', 'Only administrators may erase people');
    return answerErasure(reply, await this.request.run(by, id, request));
  }

  /** Who was erased has no key any more: the id, which nobody guesses, is enough. It says nothing of whom. */
  @Get('erasures/:id')
  @ApiTags('people')
  @OpenToAll()
  @ApiOkResponse({ standardSchema: ErasureState })
  async find(@Param('id', new IdPipe('erasure.unknown')) id: string): Promise<ErasureState> {
    const found = await this.erasures.find(id);
    if (!found) throw new AppError('erasure.unknown', `No erasure ${id}`);
    const { job, certificate } = found;
    if (!certificate) return erasureOf(job);
    const text = await readText(this.storage, FileKey.parse(certificate.storageKey));
    const signature = certificate.provenance ?? undefined;
    return { ...erasureOf(job), certificate: ErasureCertificate.parse(JSON.parse(text)), signature };
  }
}

/** Where it is seen how far it has come. */
export function answerErasure(reply: FastifyReply, answer: EraseAnswer): EraseAnswer {
  if (!answer.erasure) return answer;
  reply.header('location', `/v1/erasures/${answer.erasure.id}`).header('retry-after', pollAfterS);
  return answer;
}
