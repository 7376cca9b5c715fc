import { z } from 'zod';
import type { AnswerFormat } from '../chat/chat-model.js';
import type { RawScene } from './raw-script.js';

const Text = z.string().trim();

/** What the model has to answer, as structured output wants it: all fields required, no others. */
const SceneAnswer = z.strictObject({
  scenes: z.array(
    z.strictObject({
      heading: Text,
      action: Text,
      lines: z.array(z.strictObject({ speaker: Text, text: Text })),
      picturePrompt: Text,
    }),
  ),
});

const { $schema: _, ...schema } = z.toJSONSchema(SceneAnswer);
export const sceneFormat: AnswerFormat = {
  type: 'json_schema',
  json_schema: { name: 'scenes', strict: true, schema },
};

/** Of one answer: more is no reading of what it was given. */
const mostScenes = 100;
/** Of the words that are said, those that do not stand in the script: a number in words, perhaps. */
const mostStrange = 0.05;
/** Of the words of the script, those that are said or seen again. Marks and transitions may be missing. */
const leastKept = 0.8;

/** How much of a script is in its scenes. */
export interface KeptWords {
  readonly words: number;
  readonly kept: number;
}

export interface SceneReading extends KeptWords {
  readonly scenes: readonly RawScene[];
}

/** The scenes, or what is wrong with the answer, in words for the model. */
export function readSceneAnswer(json: string, script: string): SceneReading | { fault: string } {
  const read = SceneAnswer.safeParse(parse(json));
  if (!read.success) return { fault: `It does not fit the schema: ${z.prettifyError(read.error).slice(0, 500)}` };
  const scenes = read.data.scenes.map(sceneOf);
  if (scenes.length === 0 || scenes.length > mostScenes) return { fault: `It has ${scenes.length} scenes` };
  const known = countWords(script);
  const said = countWords(scenes.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n'));
  const allSaid = sum(said);
  if (allSaid - sum(common(said, known)) > allSaid * mostStrange)
    return { fault: 'What is said in it does not stand in the script, word for word' };
  const [words, kept] = [sum(known), sum(common(countWords(toldIn(scenes, script)), known))];
  if (kept < words * leastKept)
    return { fault: 'Too much of the script is missing in it: it is neither said nor seen' };
  return { scenes, words, kept };
}

type AnsweredScene = z.output<typeof SceneAnswer>['scenes'][number];

const sceneOf = ({ heading, action, lines, picturePrompt }: AnsweredScene): RawScene => ({
  heading: heading.slice(0, 200),
  action: action.slice(0, 5_000),
  lines: lines
    .filter(({ text }) => text)
    .map(({ speaker, text }) => ({ text, ...(speaker && { speaker: speaker.slice(0, 100) }) })),
  ...(picturePrompt && { picturePrompt: picturePrompt.slice(0, 2_000) }),
});

const longestHeading = 12;

/** What is said, by whom, and seen. Headings only where they are the script's own: nobody sees or hears them. */
function toldIn(scenes: readonly RawScene[], script: string): string {
  const own = new Set(script.split('\n').map((line) => wordsOf(line).join(' ')));
  const isOwn = (heading: string) => {
    const words = wordsOf(heading);
    return words.length <= longestHeading && own.has(words.join(' '));
  };
  return scenes
    .flatMap(({ heading, action, lines }) => [
      ...(isOwn(heading) ? [heading] : []),
      action,
      ...lines.flatMap(({ speaker = '', text }) => [speaker, text]),
    ])
    .join('\n');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // which fits no schema
  }
}

type WordCounts = ReadonlyMap<string, number>;

function countWords(text: string): WordCounts {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const common = (some: WordCounts, others: WordCounts): WordCounts =>
  new Map([...some].map(([word, count]) => [word, Math.min(count, others.get(word) ?? 0)]));

const sum = (counts: WordCounts) => [...counts.values()].reduce((all, count) => all + count, 0);

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** In whatever letters, quotation marks and marks of emphasis they are written. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[‘’]/gu, "'").replaceAll('_', ' ').toLowerCase();
  return [...segmenter.segment(plain)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}
