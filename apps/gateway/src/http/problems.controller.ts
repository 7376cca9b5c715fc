import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { AppError, errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';

/** Where the `type` of a problem leads: what the code means. */
@OpenToAll()
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  describe(@Param('code') code: string, @Headers('accept') accept: string | undefined, @Res() reply: FastifyReply) {
    if (!isErrorCode(code)) throw new AppError('route.unknown', `There is no problem called ${code}`);
    const { title, status, retry } = errorCodes[code];
    reply.header('vary', 'accept');
    if (!accept?.includes('text/html')) return reply.send({ type: `/problems/${code}`, code, title, status, retry });
    return reply.type('text/html; charset=utf-8').send(page(code, title, status));
  }
}

const page = (code: string, title: string, status: number) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${code}</title></head>
<body><h1>${title}</h1><p><code>${code}</code>, HTTP status ${status}</p></body>
</html>
`;
