import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ankiSchema } from './anki-schema.js';
import { fieldChecksum } from './anki-ids.js';
import { noteFields } from './anki-note-type.js';
import type { Deck, DeckCard } from './deck-card.js';
import { fileAt, readCollection, wordEntry } from './testing-deck.js';
import { deckName, writeCollection } from './write-collection.js';

describe('a collection of Anki', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'collection-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const sea = wordEntry('sea', {
    forms: ['seas'],
    gloss: { text: 'mar', source: 'FreeDict' },
    cefr: { level: 'A1', method: 'list', confidence: 1 },
    example: { text: 'Seven <seas>.', translation: 'Siete & mares.' },
  });
  const written = (cards: DeckCard[], more: Partial<Deck> = {}, now = new Date('2026-11-22T00:00:00Z')) => {
    const path = join(folder, `${Math.random()}.anki2`);
    writeCollection(path, { name: 'Ships', language: 'en', targetLanguage: 'es', cards, ...more }, now);
    return readCollection(path);
  };
  const fieldsOf = (note: { flds: string }) =>
    Object.fromEntries(note.flds.split('\u001f').map((value, index) => [noteFields[index] ?? index, value]));

  it('has a note and a card for each word, in their order', () => {
    const entries = ['sea', 'bow', 'give up'].map((lemma) => ({ entry: wordEntry(lemma) }));

    const { version, notes, cards, decks, models, faults } = written(entries);

    expect([version, faults]).toEqual([11, [{ integrity_check: 'ok' }]]);
    expect(notes.map(({ sfld, csum }) => [sfld, csum])).toEqual(
      ['sea', 'bow', 'give up'].map((lemma) => [lemma, fieldChecksum(lemma)]),
    );
    expect(cards.map(({ nid, ord, due }) => [nid, ord, due])).toEqual(notes.map(({ id }, at) => [id, 0, at + 1]));
    const [deck] = Object.values(decks).filter(({ name }) => name === 'Polyspool::Ships');
    expect(new Set(cards.map(({ did }) => did))).toEqual(new Set([deck!.id]));
    expect(new Set(notes.map(({ mid }) => String(mid)))).toEqual(new Set([models[0]!.id]));
  });

  it('has what is known of a word in its fields, as text that does nothing', () => {
    const card = { entry: sea, sound: fileAt('steps/a.mp3'), picture: fileAt('steps/b.jpg') };

    const [note] = written([card]).notes;

    expect(fieldsOf(note!)).toEqual({
      Word: 'sea',
      Gloss: 'mar',
      PartOfSpeech: 'NOUN',
      Level: 'A1',
      Sentence: 'Seven &lt;<b>seas</b>&gt;.',
      Translation: 'Siete &amp; mares.',
      Audio: '[sound:a.mp3]',
      Picture: '<img src="b.jpg">',
    });
    expect(note!.tags).toBe(' polyspool en word A1 ');
  });

  it('describes notes, decks and options so that all that is referred to is there', () => {
    const { models, decks, options } = written([{ entry: sea }]);

    const [model] = models;
    expect(model!.flds.map(({ name, ord }) => [name, ord])).toEqual(noteFields.map((name, ord) => [name, ord]));
    const used = model!.tmpls.flatMap(({ qfmt, afmt }) => [...`${qfmt}${afmt}`.matchAll(/\{\{(\w+)\}\}/g)]);
    expect(used.map(([, name]) => name).filter((name) => name !== 'FrontSide')).toEqual(
      expect.arrayContaining([...noteFields]),
    );
    for (const { conf, id } of Object.values(decks)) {
      expect(options).toHaveProperty(String(conf));
      expect(decks).toHaveProperty(String(id));
    }
    expect(Object.keys(decks)).toContain('1');
  });

  it('has the same notes, cards, note type and deck when it is written again: an import brings them up to date', () => {
    const before = written([{ entry: sea }, { entry: wordEntry('bow') }]);
    const after = written([{ entry: wordEntry('bow') }], {}, new Date('2026-12-24T00:00:00Z'));

    const bow = ({ notes }: typeof before) => notes.find(({ sfld }) => sfld === 'bow')!;
    expect([bow(after).id, bow(after).guid, bow(after).mid]).toEqual([
      bow(before).id,
      bow(before).guid,
      bow(before).mid,
    ]);
    expect(bow(after).mod).toBeGreaterThan(bow(before).mod);
    expect(Object.keys(after.decks)).toEqual(Object.keys(before.decks));
  });

  it('tells apart the same word in other languages', () => {
    const [english] = written([{ entry: wordEntry('gift') }]).notes;
    const [german] = written([{ entry: wordEntry('gift') }], { language: 'de' }).notes;

    expect(german!.guid).not.toBe(english!.guid);
  });

  it.each([
    ['Star Wars: IV', 'Polyspool::Star Wars: IV'],
    ['a::b:::c', 'Polyspool::a:b:c'],
    ['"quoted"\n', 'Polyspool::quoted'],
  ])('is a deck below ours: %j', (name, expected) => {
    expect(deckName({ name })).toBe(expected);
  });

  it('holds 2,000 words', () => {
    const cards = Array.from({ length: 2_000 }, (_, index) => ({ entry: wordEntry(`word ${index}`) }));

    const { notes } = written(cards);

    expect(new Set(notes.map(({ id }) => id)).size).toBe(2_000);
    expect(new Set(notes.map(({ guid }) => guid)).size).toBe(2_000);
  });

  it('has the tables of schema 11', () => {
    expect([...ankiSchema.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name)).toEqual([
      'col',
      'notes',
      'cards',
      'revlog',
      'graves',
    ]);
  });
});
