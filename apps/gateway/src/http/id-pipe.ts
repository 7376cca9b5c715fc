import type { PipeTransform } from '@nestjs/common';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { validate } from 'uuid';

/** What is no id cannot be anybody's: it is as unknown as an id that nobody has. */
export class IdPipe implements PipeTransform<string, string> {
  constructor(private readonly unknown: ErrorCode) {}

  transform(id: string) {
    if (!validate(id)) throw new AppError(this.unknown, `There is no ${id.slice(0, 64)}`);
    return id;
  }
}
