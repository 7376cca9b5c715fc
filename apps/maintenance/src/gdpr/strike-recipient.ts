import { Injectable } from '@nestjs/common';
import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { FileKey } from '@polyspool/contracts/files';
import { Box, isFields } from '@polyspool/contracts/packed-fields';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { type EndedMessage, PersonThings } from '@polyspool/database/person-things';
import { boxOf, PackingParts, valueOf } from '@polyspool/jobs/packing/packed-input';
import { unlessGone } from './unless-gone.js';
import type { Marks } from './verify-erased.js';

/** The sealed fields that say who was to be told, and who was. */
const fields = [
  { part: 'input', field: 'recipients' },
  { part: 'output', field: 'deliveries' },
] as const;

/** Takes somebody off the lists of those whom ended messages went to. The lists are sealed, so no search finds them there. */
@Injectable()
export class StrikeRecipient {
  constructor(
    private readonly things: PersonThings,
    private readonly erasure: PersonErasure,
    private readonly packing: PackingParts,
  ) {}

  async run({ userId, words }: Marks, signal: AbortSignal) {
    const names = new Set([userId, ...words].map((name) => name.toLowerCase()));
    for await (const messages of this.things.endedMessages(userId)) {
      for (const message of messages) {
        signal.throwIfAborted();
        const contract = catalogue.get(message.type);
        if (contract) await this.#strike(contract, message, names);
      }
    }
  }

  async #strike(contract: JobContract, message: EndedMessage, names: ReadonlySet<string>) {
    for (const { part, field } of fields) {
      const packed = message[part]?.[field];
      if (packed === undefined) continue;
      const place = { jobId: message.id, part, field };
      const list = await unlessGone(packed, () => valueOf(place, packed, this.packing));
      if (!Array.isArray(list)) continue;
      const left = list.filter((entry) => !isOneOf(names, entry));
      if (left.length === list.length) continue;
      await this.erasure.rewrite(place, await boxOf(contract, place, left, this.packing));
      const box = Box.safeParse(packed).data;
      if (box && 'file' in box) await this.packing.storage.remove(FileKey.parse(box.file));
    }
  }
}

/** By any of the names that a recipient may have. */
const isOneOf = (names: ReadonlySet<string>, entry: unknown) =>
  isFields(entry) &&
  ['userId', 'email', 'phone', 'recipient'].some((name) => names.has(String(entry[name]).toLowerCase()));
