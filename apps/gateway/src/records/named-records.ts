import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { corpusJobs } from '@polyspool/contracts/corpus';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import type { Person } from '@polyspool/database/people';
import { type NamedRecord, Records } from '@polyspool/database/records';
import { z } from 'zod';

type Fields = Readonly<Record<string, unknown>>;

export interface RecordUse {
  readonly input: Fields;
  /** Whose the record is: what they may use, the job may. */
  readonly ownerId?: string | undefined;
}

const OneRecord = z.looseObject({ recordId: z.uuid().optional() });
const ManyRecords = z.looseObject({
  recordIds: corpusJobs.batchProcess.input.shape.recordIds,
  items: z.undefined('It follows from the records').optional(),
});
/** So many faults tell what is wrong. */
const mostFaults = 20;

/** People name records; workers, who know no records, get their recordings and languages. */
@Injectable()
export class NamedRecords {
  constructor(private readonly records: Records) {}

  /**
   * The input is not yet checked by its contract. Throws `record.unknown`, `record.noUpload`, and `project.forbidden` for
   * records that one may only look at.
   */
  async putInto(given: Fields, { input: { shape } }: JobContract, person: Person): Promise<RecordUse> {
    if ('recordIds' in shape) return { input: await this.#many(given, person) };
    return 'recordId' in shape ? this.#one(given, person) : { input: given };
  }

  async #one(given: Fields, person: Person): Promise<RecordUse> {
    const { recordId, ...input } = parseInput(OneRecord, given);
    if (recordId === undefined) return { input: given };
    const [record] = await this.#find([{ id: recordId, pointer: '/recordId' }], person);
    const { uploadId, language, userId } = record!; // there is one for each that was asked for
    const { uploadId: named = uploadId } = input;
    if (named !== uploadId) throw otherRecording(uploadId);
    const spoken = input['language'] ?? language ?? undefined;
    return {
      input: { ...input, recordId, uploadId, ...(spoken !== undefined && { language: spoken }) },
      ownerId: userId,
    };
  }

  async #many(given: Fields, person: Person): Promise<Fields> {
    const { recordIds: named, ...input } = parseInput(ManyRecords, given);
    const recordIds = [...new Set(named.map((id) => id.toLowerCase()))];
    const found = await this.#find(
      recordIds.map((id, at) => ({ id, pointer: `/recordIds/${at}` })),
      person,
    );
    const items = found.map(({ id, uploadId, language }) => ({
      recordId: id,
      uploadId,
      ...(language !== null && { language }),
    }));
    return { ...input, recordIds, items };
  }

  /** In the order asked for. */
  async #find(asked: readonly Asked[], person: Person): Promise<(NamedRecord & { uploadId: string })[]> {
    const seen = await this.records.named(
      asked.map(({ id }) => id),
      visibleTo(person),
    );
    const byId = new Map(seen.map((record) => [record.id, record]));
    const recordOf = ({ id }: Asked) => byId.get(id.toLowerCase());
    const without = (has: (record: NamedRecord) => boolean) => (one: Asked) => !has(recordOf(one)!);
    refuse(
      'record.unknown',
      'No record',
      asked.filter((one) => !recordOf(one)),
    );
    refuse('project.forbidden', 'You do not edit the project of record', asked.filter(without(({ isOpen }) => isOpen)));
    refuse('record.noUpload', 'No recording in record', asked.filter(without(({ uploadId }) => uploadId !== null)));
    return asked.map((one) => recordOf(one) as NamedRecord & { uploadId: string }); // as was seen just now
  }
}

interface Asked {
  readonly id: string;
  readonly pointer: string;
}

function refuse(code: ErrorCode, what: string, asked: readonly Asked[]) {
  if (!asked.length) return;
  const pointers = asked.slice(0, mostFaults).map(({ id, pointer }) => ({ pointer, detail: `${what} ${id}` }));
  const more = asked.length > mostFaults ? `; and ${asked.length - mostFaults} more` : '';
  throw new AppError(code, pointers.map(({ detail }) => detail).join('; ') + more, { pointers });
}

function otherRecording(uploadId: string) {
  const detail = `The recording of the record is ${uploadId}`;
  return new AppError('input.invalid', detail, { pointers: [{ pointer: '/uploadId', detail }] });
}
