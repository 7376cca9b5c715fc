import { AppError } from '@polyspool/contracts/errors';
import { InlineLexer, Lexer, rules, type Token } from 'fountain-js';
import { type RawScript, SceneGatherer } from './raw-script.js';
import { speakerOf } from './spoken-by.js';

/** A screenplay (fountain.io, 1.1): dialogue is said, action is seen; notes, transitions and parentheticals are neither. */
export function readFountain(text: string): RawScript {
  const gatherer = new SceneGatherer();
  let title: string | undefined;
  let speaker: string | undefined;
  for (const token of tokensOf(text)) {
    const said = plain(token);
    if (token.type === 'title') title = said;
    else if (token.type === 'scene_heading') gatherer.begin(said);
    else if (token.type === 'action' || token.type === 'centered') gatherer.see(said);
    else if (token.type === 'character') ({ speaker } = { speaker: undefined, ...speakerOf(nameOf(said)) });
    else if (token.type === 'dialogue' || token.type === 'lyrics') gatherer.say(said, speaker);
    else if (token.type === 'dialogue_end') speaker = undefined;
  }
  return { title, scenes: gatherer.scenes };
}

/** Half an hour of speech. The time that some marks take grows with the square of what is between blank lines. */
const maxBlock = 30_000;

/** Block by block, of which each is read by itself: the time that its lexer takes grows with the square of their number. */
function* tokensOf(text: string): Generator<Token> {
  // How far a line is indented says no more than that it is.
  const narrow = withoutBoneyard(text).replace(/[^\S\n]{5,}/gu, '    ');
  const blocks = narrow.split(rules.blank_lines);
  const longest = blocks.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest > maxBlock)
    throw new AppError('script.tooLong', `${longest} characters without a blank line, at most ${maxBlock}`);
  const first = blocks.findIndex((block) => block.trim());
  for (const [index, block] of blocks.entries()) {
    // Only there may be a title page.
    if (index === first) yield* Lexer.tokenize(block).flat();
    else yield* Lexer.tokenizeScript(block);
  }
}

/** Without what stands between `/*` and its end. The lexer's own pattern looks for the end anew from each beginning. */
function withoutBoneyard(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf('/*', from);
    const end = begin < 0 ? -1 : text.indexOf('*/', begin + 2);
    if (end < 0) return kept.join('') + text.slice(from);
    kept.push(text.slice(from, begin), Lexer.boneyardStripper(text.slice(begin, end + 2)));
    from = end + 2;
  }
}

/** Without emphasis and notes. */
function plain({ text = '' }: Token) {
  const withoutNotes = text.replace(/\[\[[^\]]*\]\]/gu, '');
  return InlineLexer.reconstruct(withoutNotes)
    .replace(/<br ?\/>/gu, ' ')
    .replace(/<[^>]+>/gu, '')
    .replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => entities[name]!)
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** `ANNA (V.O.)`, `ANNA ^` */
const nameOf = (character: string) =>
  character
    .replace(/\([^)]*\)|\^/gu, '')
    .trim()
    .slice(0, 100);
