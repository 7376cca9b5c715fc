import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuditLog } from '@polyspool/database/audit-log';
import { mergeMap } from 'rxjs';
import type { KnownRequest } from '../access/key-guard.js';
import { type AuditMark, auditedAs } from './audited.js';
import { detailOf } from './detail-of.js';

type Fields = Readonly<Record<string, unknown>>;

/** Writes down who did what, for routes marked `Audited`. What cannot be written down is not answered as done. */
@Injectable()
export class AuditTrail implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>) {
    const mark = this.reflector.get<AuditMark | undefined>(auditedAs, context.getHandler());
    const request = context.switchToHttp().getRequest<KnownRequest>();
    if (!mark || isDryRun(request)) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer) => {
        await this.#note(mark, request, answer);
        return answer;
      }),
    );
  }

  async #note({ action, said }: AuditMark, request: KnownRequest, answer: unknown) {
    const { person } = request;
    const { id, role } = person ?? { id: undefined, role: 'nobody' };
    const entry = said ? person && said(person, answer) : asAsked(request, answer);
    if (entry) await this.audit.note({ actor: { role, ...(id !== undefined && { id }) }, action, ...entry });
  }
}

function asAsked({ params, query, body }: KnownRequest, answer: unknown) {
  const asked = { ...fieldsOf(query), ...fieldsOf(body) };
  return {
    subject: Object.values(fieldsOf(params)).join('/') || subjectIn(asked) || 'all',
    detail: { ...detailOf(asked), ...figuresOf(answer) },
  };
}

/** As `z.stringbool` reads it where it comes with the address. */
const isDryRun = ({ query, body }: KnownRequest) =>
  [fieldsOf(query)['dryRun'], fieldsOf(body)['dryRun']].some((value) =>
    ['true', '1', 'yes', 'on', 'y', 'enabled'].includes(String(value).toLowerCase()),
  );

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** What has no name in the address may have one in the body. */
function subjectIn({ name, fingerprint }: Fields) {
  const found = name ?? fingerprint;
  return typeof found === 'string' ? found : undefined;
}

/** How much of it was done. */
const figuresOf = (answer: unknown): Fields =>
  Object.fromEntries(Object.entries(fieldsOf(answer)).filter(([, value]) => typeof value === 'number'));
