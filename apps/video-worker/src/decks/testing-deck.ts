import type { FileKey } from '@polyspool/contracts/files';
import type { Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import JsZip from 'jszip';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const wordEntry = (lemma: string, more: Partial<VocabularyEntry> = {}): VocabularyEntry => ({
  lemma,
  kind: 'word',
  partOfSpeech: 'NOUN',
  forms: [lemma],
  count: 1,
  example: { text: `This is ${lemma}.`, startSeconds: 1, endSeconds: 2 },
  ...more,
});

export const vocabularyOf = (...entries: VocabularyEntry[]): Vocabulary => ({
  language: 'en',
  analyser: 'scripted',
  entries,
});

export interface Note {
  readonly id: number;
  readonly guid: string;
  readonly mid: number;
  readonly mod: number;
  readonly tags: string;
  readonly flds: string;
  readonly sfld: string;
  readonly csum: number;
}

/** What stands in a collection of Anki. */
export function readCollection(path: string) {
  const database = new DatabaseSync(path, { readOnly: true });
  const all = <Row>(sql: string) => database.prepare(sql).all() as Row[];
  try {
    const [col] = all<Record<'conf' | 'models' | 'decks' | 'dconf' | 'tags', string> & { ver: number; crt: number }>(
      'SELECT * FROM col',
    );
    return {
      version: col!.ver,
      models: Object.values(JSON.parse(col!.models) as Record<string, NoteType>),
      decks: JSON.parse(col!.decks) as Record<string, { id: number; name: string; conf: number }>,
      options: JSON.parse(col!.dconf) as Record<string, object>,
      notes: all<Note>('SELECT n.* FROM notes n JOIN cards c ON c.nid = n.id ORDER BY c.due'),
      cards: all<{ id: number; nid: number; did: number; ord: number; due: number }>(
        'SELECT * FROM cards ORDER BY due',
      ),
      faults: all<object>('PRAGMA integrity_check'),
    };
  } finally {
    database.close();
  }
}

interface NoteType {
  readonly id: string;
  readonly flds: readonly { name: string; ord: number }[];
  readonly tmpls: readonly { qfmt: string; afmt: string; ord: number }[];
}

/** A deck file, taken apart. */
export async function openApkg(bytes: Buffer, folder: string) {
  const zip = await JsZip.loadAsync(bytes, { checkCRC32: true });
  const file = async (name: string) => zip.file(name)!.async('nodebuffer');
  const path = join(folder, 'opened.anki2');
  await writeFile(path, await file('collection.anki2'));
  const media = JSON.parse(String(await file('media'))) as Record<string, string>;
  const files = new Map<string, Buffer>();
  for (const [number, name] of Object.entries(media)) files.set(name, await file(number));
  return { ...readCollection(path), names: Object.keys(zip.files), media, files };
}

export const fileAt = (key: string) => ({ name: key.split('/').at(-1)!, key: key as FileKey });
