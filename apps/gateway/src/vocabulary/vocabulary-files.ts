import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import { Vocabulary } from '@polyspool/contracts/vocabulary';
import { readText, Storage } from '@polyspool/storage/storage';

/** Of JSON; what it becomes in memory is some times larger. */
const mostBytes = 32 * 1024 ** 2;

interface Kept {
  readonly vocabulary: Promise<Vocabulary>;
  readonly bytes: number;
}

/**
 * Vocabularies that jobs have published, parsed once for all who turn their pages. They are known by where they lie, not by
 * their id: another run of a job writes another file under the same id.
 */
@Injectable()
export class VocabularyFiles {
  /** Least recently asked for first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(private readonly storage: Storage) {}

  async read(storageKey: string, bytes: number): Promise<Vocabulary> {
    const kept = this.#kept.get(storageKey) ?? { vocabulary: this.#load(storageKey), bytes };
    this.#forget(storageKey);
    this.#kept.set(storageKey, kept);
    this.#bytes += kept.bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#forget(oldest);
    }
    try {
      return await kept.vocabulary;
    } catch (error) {
      if (this.#kept.get(storageKey) === kept) this.#forget(storageKey);
      throw error;
    }
  }

  async #load(storageKey: string) {
    return Vocabulary.parse(JSON.parse(await readText(this.storage, FileKey.parse(storageKey))));
  }

  #forget(storageKey: string) {
    this.#bytes -= this.#kept.get(storageKey)?.bytes ?? 0;
    this.#kept.delete(storageKey);
  }
}
