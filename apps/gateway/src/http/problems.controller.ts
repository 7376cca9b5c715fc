import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError, type ErrorCode, errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { jsonSchema } from './api-schemas.js';

export const ProblemKind = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  /** Whether the same request may succeed later. */
  retry: z.boolean(),
});
const ProblemKinds = z.object({ items: z.array(ProblemKind) });
type ProblemKind = z.output<typeof ProblemKind>;

const asJsonOrPage = (schema: z.ZodType) => ({
  content: {
    'application/json': { schema: jsonSchema(schema, 'output') },
    'text/html': { schema: { type: 'string' } },
  },
});

/** Where the `type` of a problem leads: what the code means. To people as a page. */
@OpenToAll()
@ApiTags('about')
@Controller('problems')
export class ProblemsController {
  /** All that can go wrong. */
  @Get()
  @ApiOkResponse(asJsonOrPage(ProblemKinds))
  list(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply) {
    const items = (Object.keys(errorCodes) as ErrorCode[]).map(kindOf);
    return answer(reply, accept, { json: { items }, page: () => page('Problems', table(items)) });
  }

  @Get(':code')
  @ApiOkResponse(asJsonOrPage(ProblemKind))
  describe(@Param('code') code: string, @Headers('accept') accept: string | undefined, @Res() reply: FastifyReply) {
    if (!isErrorCode(code)) throw new AppError('route.unknown', `There is no problem called ${code}`);
    const kind = kindOf(code);
    const said = `<p><code>${code}</code>, HTTP status ${kind.status}. ${again(kind)}</p><p><a href="/problems">All problems</a></p>`;
    return answer(reply, accept, { json: kind, page: () => page(kind.title, said) });
  }
}

const kindOf = (code: ErrorCode): ProblemKind => ({ type: `/problems/${code}`, code, ...errorCodes[code] });

interface Said {
  readonly json: object;
  readonly page: () => string;
}

function answer(reply: FastifyReply, accept: string | undefined, { json, page }: Said) {
  reply.header('vary', 'accept');
  if (!accept?.includes('text/html')) return reply.send(json);
  return reply.type('text/html; charset=utf-8').send(page());
}

const again = ({ retry }: ProblemKind) =>
  retry ? 'The same may succeed later.' : 'The same will not succeed as it is.';

const table = (kinds: readonly ProblemKind[]) => `<table>
<thead><tr><th>Code</th><th>Status</th><th>What it means</th><th>The same later</th></tr></thead>
<tbody>${kinds.map(row).join('\n')}</tbody>
</table>`;

const row = ({ code, type, status, title, retry }: ProblemKind) =>
  `<tr><td><a href="${type}"><code>${code}</code></a></td><td>${status}</td><td>${title}</td><td>${retry ? 'may succeed' : ''}</td></tr>`;

/** Nothing in it comes from outside: texts are those of the table. */
const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body><h1>${title}</h1>${body}</body>
</html>
`;
