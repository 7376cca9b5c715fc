import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { withLogFields } from '@polyspool/service/log-fields';
import { Observable } from 'rxjs';
import type { KnownRequest } from '../access/key-guard.js';

/** Whatever is logged while a request is worked on says which request it was, and whose. */
export class LogCaller implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { id: requestId, person } = context.switchToHttp().getRequest<KnownRequest>();
    const fields = { requestId, userId: person?.id };
    return new Observable((answer) => withLogFields(fields, () => next.handle().subscribe(answer)));
  }
}
