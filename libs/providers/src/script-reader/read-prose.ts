import { type RawScript, SceneGatherer } from './raw-script.js';
import { spokenBy } from './spoken-by.js';

const longestTitle = 80;
const isHeading = (line: string) =>
  /^(scene|chapter|part|act|kapitel|szene|teil|acte?|chapitre|sc[èe]ne|cap[ií]tulo|escena|parte)\s+[\divxlc]+\b.{0,80}$/iu.test(
    line,
  );

/** Paragraphs, with empty lines between them: all of it is said. `NAME: words` is said by somebody. */
export function readProse(text: string): RawScript {
  const paragraphs = text
    .split(/\n[^\S\n]*\n/u)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
  const title = paragraphs.length > 1 && isTitle(paragraphs[0]!) ? paragraphs.shift() : undefined;
  const gatherer = new SceneGatherer();
  for (const paragraph of paragraphs) {
    const lines = paragraph.split('\n').map((line) => line.trim());
    if (isHeading(lines[0]!)) gatherer.begin(lines.shift());
    for (const { speaker, text: said } of spokenBy(lines)) gatherer.say(said, speaker);
    // Each paragraph is a scene of its own until scenes that are too short are put together.
    if (lines.length) gatherer.begin();
  }
  return { title, scenes: gatherer.scenes };
}

const isTitle = (paragraph: string) =>
  paragraph.length <= longestTitle &&
  !paragraph.includes('\n') &&
  !/[.!?:;,]$/u.test(paragraph) &&
  !isHeading(paragraph);
