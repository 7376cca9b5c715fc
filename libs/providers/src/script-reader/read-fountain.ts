import { AppError } from '@polyspool/contracts/errors';
import { maxScenes } from '@polyspool/contracts/film';
import { Fountain, InlineLexer, type Token } from 'fountain-js';
import { type RawScript, SceneGatherer } from './raw-script.js';
import { speakerOf } from './spoken-by.js';

/** A screenplay (fountain.io, 1.1): dialogue is said, action is seen; notes, transitions and parentheticals are neither. */
export function readFountain(text: string): RawScript {
  // Its parser takes seconds over thousands of them.
  const headings = text.match(/^(?:INT|EXT|EST|I\/E)[. ]/gimu)?.length ?? 0;
  if (headings > maxScenes) throw new AppError('script.tooManyScenes', `${headings} scenes, at most ${maxScenes}`);
  const { tokens } = new Fountain().parse(text, true);
  const gatherer = new SceneGatherer();
  let title: string | undefined;
  let speaker: string | undefined;
  for (const token of tokens) {
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
