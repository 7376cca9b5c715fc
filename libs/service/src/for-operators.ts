import { SetMetadata } from '@nestjs/common';

export const forOperators = 'for operators';

/** A route that only operators and administrators may use, where people are told apart. */
export const ForOperators = () => SetMetadata(forOperators, true);
