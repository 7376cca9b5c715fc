import { DatabaseSync } from 'node:sqlite';
import { ankiId, fieldChecksum, noteGuid } from './anki-ids.js';
import { noteFields, type NoteField, noteType, noteTypeId } from './anki-note-type.js';
import { ankiSchema, collectionOptions, deckOptions, decksOf } from './anki-schema.js';
import type { Deck, DeckCard } from './deck-card.js';
import { escapeHtml, sentenceHtml } from './sentence-html.js';

/** Between the fields of a note. */
const separator = '\u001f';

/** Writes a deck as a collection of Anki: a note and a card for each word, to be learned in their order. */
export function writeCollection(path: string, deck: Deck, now: Date) {
  const seconds = Math.floor(now.getTime() / 1000);
  const name = deckName(deck);
  const deckId = ankiId('deck', name);
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; ${ankiSchema}`);
    database
      .prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)')
      .run(
        seconds,
        now.getTime(),
        now.getTime(),
        JSON.stringify(collectionOptions(deckId, noteTypeId, deck.cards.length)),
        JSON.stringify({ [noteTypeId]: noteType(seconds, deckId) }),
        JSON.stringify(decksOf(deckId, name, seconds)),
        JSON.stringify(deckOptions),
        '{}',
      );
    addNotes(database, deck, { deckId, seconds });
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function addNotes(database: DatabaseSync, deck: Deck, { deckId, seconds }: { deckId: number; seconds: number }) {
  const addNote = database.prepare(`INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')`);
  const addCard = database.prepare(`INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')`);
  const taken = new Set<number>();
  deck.cards.forEach((card, index) => {
    const { lemma } = card.entry;
    const word = [deck.language, deck.targetLanguage ?? '', lemma];
    const id = freeId(ankiId('note', ...word), taken);
    const fields = fieldsOf(card);
    const values = noteFields.map((field) => fields[field]).join(separator);
    addNote.run(id, noteGuid(...word), noteTypeId, seconds, tagsOf(deck, card), values, lemma, fieldChecksum(lemma));
    addCard.run(id, id, deckId, seconds, index + 1);
  });
}

function fieldsOf({ entry, sound, picture }: DeckCard): Record<NoteField, string> {
  const { example, gloss, cefr } = entry;
  return {
    Word: escapeHtml(entry.lemma),
    Gloss: escapeHtml(gloss?.text ?? ''),
    PartOfSpeech: escapeHtml(entry.partOfSpeech),
    Level: cefr?.level ?? '',
    Sentence: sentenceHtml(example.text, [...entry.forms, entry.lemma]),
    Translation: escapeHtml(example.translation ?? ''),
    Audio: sound ? `[sound:${sound.name}]` : '',
    Picture: picture ? `<img src="${picture.name}">` : '',
  };
}

/** With a space before and after each. */
const tagsOf = ({ language }: Deck, { entry }: DeckCard) =>
  ` ${['polyspool', language, entry.kind, ...(entry.cefr ? [entry.cefr.level] : [])].join(' ')} `;

/** Within a deck of its own below ours. What Anki takes for another level, or refuses, is left out. */
export const deckName = ({ name }: Pick<Deck, 'name'>) =>
  `Polyspool::${name
    .replace(/:{2,}/g, ':')
    .replace(/["\p{Cc}]+/gu, ' ')
    .trim()}`;

function freeId(wanted: number, taken: Set<number>) {
  let id = wanted;
  while (taken.has(id)) id++;
  taken.add(id);
  return id;
}
