import type { Storage } from '@polyspool/storage/storage';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { CardFile, Deck } from './deck-card.js';
import { writeCollection } from './write-collection.js';

/**
 * A deck as Anki imports it: a ZIP of a collection, the names of its files, and those files under numbers. It is streamed,
 * a file at a time. A writer of our own, because anki-apkg-export is left behind with an SQLite of 2017, and the licence of
 * genanki-js (AGPL) is not ours.
 */
export function writeApkg(deck: Deck, { storage, folder }: { storage: Storage; folder: string }): Readable {
  const collection = join(folder, 'collection.anki2');
  writeCollection(collection, deck, new Date());
  const files = filesOf(deck);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  zip.addFile(collection, 'collection.anki2');
  zip.addBuffer(Buffer.from(JSON.stringify(Object.fromEntries(files.map(({ name }, at) => [at, name])))), 'media');
  files.forEach(({ key }, at) => {
    // Sound and pictures are compressed already.
    zip.addReadStreamLazy(String(at), { compress: false }, (answer) => {
      storage.read(key).then(
        (content) => answer(null, content),
        (error: unknown) => answer(error, undefined as never),
      );
    });
  });
  zip.end();
  return output;
}

/** Each once: several words have one sentence. */
function filesOf({ cards }: Deck): CardFile[] {
  const files = cards.flatMap(({ sound, picture }) => [sound, picture].filter((file) => file !== undefined));
  return [...new Map(files.map((file) => [file.name, file])).values()];
}
