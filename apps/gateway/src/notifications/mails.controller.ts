import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { CaughtMailList } from '@polyspool/contracts/notifications';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';

/** Abstract so that Nest can inject it. */
export abstract class CatcherOptions {
  abstract readonly url: string | undefined;
}

const MailFilter = z.strictObject({
  to: z.email().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const timeoutMs = 5_000;

/** The mails of a local start, which go to no one. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/mails')
export class MailsController {
  constructor(private readonly catcher: CatcherOptions) {}

  /** Newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: CaughtMailList })
  async list(@Query({ schema: MailFilter }) { to, limit }: z.output<typeof MailFilter>): Promise<CaughtMailList> {
    if (this.catcher.url === undefined) throw new AppError('mails.notKept', 'MAIL_CATCHER_URL is not set');
    const query = new URLSearchParams({ limit: String(limit), ...(to !== undefined && { to }) });
    const answer = await fetch(`${this.catcher.url}/mails?${query}`, { signal: AbortSignal.timeout(timeoutMs) }).catch(
      (cause: unknown) => {
        throw new AppError('service.unavailable', 'The mail catcher does not answer', { cause });
      },
    );
    if (!answer.ok) throw new AppError('service.unavailable', `The mail catcher answered ${answer.status}`);
    return CaughtMailList.parse(await answer.json());
  }
}
