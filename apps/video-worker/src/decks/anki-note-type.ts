import { ankiId } from './anki-ids.js';

/** Fields in their order. The first tells notes apart, and sorts them. */
export const noteFields = [
  'Word',
  'Gloss',
  'PartOfSpeech',
  'Level',
  'Sentence',
  'Translation',
  'Audio',
  'Picture',
] as const;
export type NoteField = (typeof noteFields)[number];

/** With other fields it would be another note type: its id has to change with them, or an import overwrites what is there. */
export const noteTypeId = ankiId('note type', ...noteFields);

const front = `<div class="sentence" dir="auto">{{Sentence}}</div>
<div class="word" dir="auto">{{Word}}</div>
{{Audio}}`;

const back = `{{FrontSide}}
<hr id="answer">
<div class="gloss" dir="auto">{{Gloss}}</div>
<div class="facts">{{PartOfSpeech}} {{Level}}</div>
<div class="translation" dir="auto">{{Translation}}</div>
{{Picture}}`;

const css = `.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.sentence { font-size: 24px; margin: 0.5em 0; }
.word, .facts { opacity: 0.6; }
.gloss { font-size: 24px; font-weight: bold; }
.translation { margin: 0.5em 0; }
img { max-width: 100%; max-height: 40vh; }`;

/** As Anki keeps it, in the schema of which every version reads files. */
export const noteType = (modifiedSeconds: number, deckId: number) => ({
  id: String(noteTypeId),
  name: 'Polyspool',
  type: 0,
  mod: modifiedSeconds,
  usn: -1,
  sortf: 0,
  did: deckId,
  tags: [],
  vers: [],
  css,
  latexPre: '\\documentclass{article}\n\\begin{document}\n',
  latexPost: '\\end{document}',
  latexsvg: false,
  // A card is there where one of these fields is not empty.
  req: [[0, 'any', [noteFields.indexOf('Word'), noteFields.indexOf('Sentence')]]],
  flds: noteFields.map((name, ord) => ({ name, ord, font: 'Arial', size: 20, rtl: false, sticky: false, media: [] })),
  tmpls: [
    { name: 'Understand', ord: 0, qfmt: front, afmt: back, bqfmt: '', bafmt: '', bfont: '', bsize: 0, did: null },
  ],
});
