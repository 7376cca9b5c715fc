import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import { packedInputFields } from '@polyspool/contracts/packed-fields';
import { gdprJobs } from '@polyspool/contracts/reports';
import { maxInputBytes } from '@polyspool/contracts/queues';

/** Refuses what could not be submitted when its time comes. */
export function checkSchedule(type: string, input: Readonly<Record<string, unknown>>) {
  const contract = catalogue.get(type);
  if (!contract) throw new AppError('job.unknownType', `There is no job type ${type}`);
  if (type === gdprJobs.erase.name) throw new AppError('auth.forbidden', 'Nobody is erased by a schedule');
  parseInput(contract.input, input);
  if (Buffer.byteLength(JSON.stringify(input)) > maxInputBytes) {
    throw new AppError('input.tooLarge', `The input of a job may have ${maxInputBytes} bytes`);
  }
  const packed = packedInputFields(contract).find((field) => input[field] !== undefined);
  if (packed === undefined) return;
  const detail = 'A schedule rests as it is written, so it takes nothing sensitive and nothing large';
  throw new AppError('schedule.invalid', detail, { pointers: [{ pointer: `/input/${packed}`, detail }] });
}
