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
/** Of the words that are said, those that stand in the script. The rest may be a speaker's name, or a number in words. */
const leastShare = 0.8;
/** Of the script, what is said or seen again: less was left out, or is an answer to something else. */
const leastKept = 0.3;

/** The scenes, or what is wrong with the answer, in words for the model. */
export function readSceneAnswer(json: string, script: string): { scenes: RawScene[] } | { fault: string } {
  const read = SceneAnswer.safeParse(parse(json));
  if (!read.success) return { fault: `It does not fit the schema: ${z.prettifyError(read.error).slice(0, 500)}` };
  const scenes = read.data.scenes.map(({ heading, action, lines, picturePrompt }) => ({
    heading: heading.slice(0, 200),
    action: action.slice(0, 5_000),
    lines: lines
      .filter(({ text }) => text)
      .map(({ speaker, text }) => ({ text, ...(speaker && { speaker: speaker.slice(0, 100) }) })),
    ...(picturePrompt && { picturePrompt: picturePrompt.slice(0, 2_000) }),
  }));
  if (scenes.length === 0 || scenes.length > mostScenes) return { fault: `It has ${scenes.length} scenes` };
  const known = wordsOf(script);
  const said = scenes.flatMap(({ lines }) => lines.flatMap(({ text }) => [...wordsOf(text)]));
  const strange = said.filter((word) => !known.has(word)).length;
  if (strange > said.length * (1 - leastShare)) return { fault: 'What is said in it does not stand in the script' };
  const told = new Set([...said, ...scenes.flatMap(({ heading, action }) => [...wordsOf(`${heading} ${action}`)])]);
  const kept = [...known].filter((word) => told.has(word)).length;
  if (kept < known.size * leastKept) return { fault: 'Most of the script is missing in it' };
  return { scenes };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // which fits no schema
  }
}

const wordsOf = (text: string) =>
  new Set(
    [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ segment }) => segment.toLocaleLowerCase()),
  );
