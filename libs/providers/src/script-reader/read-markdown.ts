import { AppError } from '@polyspool/contracts/errors';
import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { type RawScript, SceneGatherer } from './raw-script.js';
import { spokenBy } from './spoken-by.js';

const tooDeep = /^(?:[>*+-][^\S\n]*){50}/mu;

/** Headings and rules begin scenes; paragraphs are said; what is wholly in italics, and what pictures show, is seen. */
export function readMarkdown(text: string): RawScript {
  if (tooDeep.test(text)) throw new AppError('script.unreadable', 'Lists and quotes are nested too deep');
  const gatherer = new SceneGatherer();
  let title: string | undefined;
  let leftOut = 0;
  for (const node of fromMarkdown(text).children) {
    if (node.type === 'heading' && node.depth === 1 && title === undefined) title = oneLine(node);
    else if (node.type === 'heading') gatherer.begin(oneLine(node));
    else if (node.type === 'thematicBreak') gatherer.begin();
    else if (node.type === 'code' || node.type === 'html') leftOut += 1;
    else tell(gatherer, node);
  }
  const detail = `${leftOut} pieces of code or HTML are neither said nor shown`;
  return { title, scenes: gatherer.scenes, warnings: leftOut ? [{ code: 'script.partlyRead', detail }] : [] };
}

function tell(gatherer: SceneGatherer, node: RootContent) {
  if (node.type === 'list' || node.type === 'blockquote') {
    for (const item of node.children) tell(gatherer, item as RootContent);
    return;
  }
  const [only, ...others] = 'children' in node ? node.children : [];
  const isSeen = others.length === 0 && (only?.type === 'emphasis' || only?.type === 'image');
  if (isSeen) gatherer.see(oneLine(only));
  else for (const { text, speaker } of spokenBy(toString(node).split('\n'))) gatherer.say(text, speaker);
}

const oneLine = (node: unknown) => toString(node).replace(/\s+/gu, ' ').trim();
