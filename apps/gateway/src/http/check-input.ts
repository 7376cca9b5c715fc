import { StandardSchemaValidationPipe } from '@nestjs/common';
import { inputError } from '@polyspool/contracts/input';

/** Parses what a route declares a schema for. Faults become `input.invalid`, each with its pointer. */
export const checkInput = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => inputError(issues as Parameters<typeof inputError>[0]),
});
