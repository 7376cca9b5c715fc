import { catalogue } from '@polyspool/contracts/catalogue';
import { FileKey, uploadKey } from '@polyspool/contracts/files';
import { gdprJobs } from '@polyspool/contracts/reports';
import { type PersonalTable, personalTables } from '@polyspool/database/personal-rows';
import { PersonThings } from '@polyspool/database/person-things';
import { type PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { Readable } from 'node:stream';
import type { ArchiveEntry } from './export-archive.js';
import { unlessGone } from './unless-gone.js';

/** What they have done is theirs to know; it stays on record without their name. */
const exported: readonly PersonalTable[] = [
  ...personalTables,
  { table: 'audit_entries', owner: 'r.actor_id', of: 'r.actor_id = $1' },
];

/** Rows go through the streams many at once: one by one takes ten times as long. */
const partLength = 64 * 1024;

type Row = Readonly<Record<string, unknown>>;

/** What has been put into an archive up to now. */
export interface Counts {
  rows: number;
  files: number;
}

export interface Told {
  readonly onTable: (done: number, of: number) => void;
  readonly onFile: (files: number) => void;
}

/** All that is kept of somebody: rows as JSON, one file for each table, and their files. */
export class PersonalArchive {
  constructor(
    private readonly things: PersonThings,
    private readonly packing: PackingParts,
  ) {}

  async *entries(userId: string, counts: Counts, told: Told): AsyncGenerator<ArchiveEntry> {
    yield { path: 'README.txt', compress: true, open: async () => Readable.from([readme(userId)]) };
    for (const [index, table] of exported.entries()) {
      told.onTable(index, exported.length);
      const open = async () => Readable.from(this.#json(table, userId, counts), { objectMode: false });
      yield { path: `data/${table.table}.json`, compress: true, open };
    }
    for await (const uploads of this.things.uploads(userId)) {
      for (const { id, name } of uploads) {
        yield* this.#file(uploadKey(id), `uploads/${id}/${safeName(name)}`, counts, told);
      }
    }
    // An export is no part of the next one.
    for await (const files of this.things.files(userId, gdprJobs.export.name)) {
      for (const { jobId, name, storageKey } of files) {
        yield* this.#file(FileKey.parse(storageKey), `jobs/${jobId}/${safeName(name)}`, counts, told);
      }
    }
  }

  /** One that is gone by now, or whose time was over, is left out. */
  async *#file(key: FileKey, path: string, counts: Counts, { onFile }: Told): AsyncGenerator<ArchiveEntry> {
    const bytes = await this.packing.storage.size(key);
    if (bytes === undefined) return;
    yield { path, bytes, compress: isText(path), open: () => this.packing.storage.read(key) };
    counts.files += 1;
    onFile(counts.files);
  }

  async *#json(table: PersonalTable, userId: string, counts: Counts): AsyncGenerator<string> {
    let rows = 0;
    let text = '[';
    for await (const row of this.things.rows(table, userId)) {
      const shown = table.table === 'jobs' ? await this.#opened(row) : row;
      text += `${rows ? ',' : ''}\n${JSON.stringify(shown)}`;
      rows += 1;
      if (text.length < partLength) continue;
      yield text;
      text = '';
    }
    counts.rows += rows;
    yield `${text}\n]\n`;
  }

  /** What was encrypted or lies in storage is put in: it is theirs to read. */
  async #opened(row: Row): Promise<Row> {
    const contract = catalogue.get(String(row['type']));
    if (!contract) return row;
    const [id, input, output] = [String(row['id']), row['input'] as Row, row['output']];
    return {
      ...row,
      input: await unlessGone(input, () => unpack(contract, id, input, this.packing)),
      output: await unlessGone(output, () => unpackOutput(contract, id, output, this.packing)),
    };
  }
}

/** Texts of people must not lead out of the folder into which somebody unpacks it. */
const safeName = (name: string) => {
  const safe = name.replaceAll(/[/\\\p{Control}]/gu, '_').slice(-150);
  return /^\.{0,2}$/.test(safe) ? 'file' : safe;
};

const isText = (path: string) => /\.(json|txt|srt|vtt|ass|csv|html|svg|md|fountain)$/i.test(path);

const readme = (userId: string) => `What Polyspool keeps of the person ${userId}.

data/      what stands in the database, a file for each table
uploads/   the files that were sent, each in a folder with its id
jobs/      the files that jobs have made, each in a folder with the id of its job

Left out: hashes of keys, and intermediate results of jobs, which are made of the same files again.
`;
