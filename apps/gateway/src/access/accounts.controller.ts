import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Account, AccountChange, AccountPage, NewAccount, Role } from '@polyspool/contracts/people';
import { Accounts } from '@polyspool/database/accounts';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { ForAdmins } from './for-admins.js';

const AccountFilter = Page.extend({
  /** A part of their name. */
  q: z.string().trim().max(200).optional(),
  role: Role.optional(),
});

const UserId = () => Param('id', new IdPipe('person.unknown'));

/** Everybody who may come in: operators see them, administrators say who they are. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/users')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @ApiOkResponse({ standardSchema: AccountPage })
  async list(
    @Query({ schema: AccountFilter }) { cursor, limit, ...filter }: z.output<typeof AccountFilter>,
  ): Promise<AccountPage> {
    return pageOf(await this.accounts.list(limit + 1, { ...filter, before: cursor }), limit);
  }

  /** Somebody without a key: `POST /v1/admin/api-keys` gives them one. Who comes by OpenID Connect needs neither. */
  @Post()
  @AnsweredOnce()
  @ForAdmins()
  @Audited('user.create', (_by, answer) => {
    const { id, name, role } = Account.parse(answer);
    return { subject: id, detail: { name, role } };
  })
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: Account })
  async add(
    @Body({ schema: NewAccount }) asked: NewAccount,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Account> {
    const made = await this.accounts.add(asked);
    reply.header('location', `/v1/admin/users/${made.id}`);
    return made;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: Account })
  find(@UserId() id: string): Promise<Account> {
    return this.accounts.find(id);
  }

  /** `disabled` shuts out all their keys and tokens until it is taken back; their jobs go on. */
  @Patch(':id')
  @ForAdmins()
  @Audited('user.change')
  @ApiOkResponse({ standardSchema: Account })
  change(@UserId() id: string, @Body({ schema: AccountChange }) change: AccountChange): Promise<Account> {
    return this.accounts.change(id, change);
  }
}
