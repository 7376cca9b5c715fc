import { pdfJobs } from '@polyspool/contracts/pdf';
import type { Job } from '@polyspool/contracts/job-status';
import { clockTime } from '../ui/format.js';
import { statusLabels } from '../ui/status-labels.js';

/** Parts in the order of their stage, and then of their place in the file. One known only by its first event stands last. */
export const inOrder = (parts: readonly Job[]) =>
  [...parts].sort((a, b) => stageOf(a) - stageOf(b) || startOf(a) - startOf(b));

/** What a part is about: `0:00–1:00`, `Read pages 1–20`. */
export function titleOf({ type, input: { startSeconds, endSeconds, pages } }: Job): string | undefined {
  const range = typeof pages === 'string' && `${/^\d+$/.test(pages) ? 'page' : 'pages'} ${pages.replaceAll('-', '–')}`;
  const stage = stageNames[type];
  if (stage) return range ? `${stage}, ${range}` : stage;
  if (typeof startSeconds !== 'number' || typeof endSeconds !== 'number') return undefined;
  return `${clockTime(startSeconds)}–${clockTime(endSeconds)}`;
}

/** What is done with it now. Parts of documents are large, and say how far they are in words. */
export function doingOf({ type, status, step, message }: Job): string {
  if (status !== 'running') return statusLabels[status];
  if (message && stageNames[type]) return message;
  return doings[step ?? ''] ?? statusLabels[status];
}

const doings: Record<string, string> = {
  audio: 'Taking the sound',
  transcribe: 'Listening',
  translate: 'Translating',
  vocabulary: 'Collecting words',
  write: 'Writing',
  read: 'Reading',
  recognize: 'Reading the pictures',
  customize: 'Adapting the tone',
  typeset: 'Setting the text',
  compare: 'Comparing',
};

const stages: readonly string[] = [
  pdfJobs.extract.name,
  pdfJobs.translateBlocks.name,
  pdfJobs.customizeTone.name,
  pdfJobs.reconstruct.name,
];

const stageOf = ({ type }: Job) => stages.indexOf(type);

function startOf({ input: { startSeconds, pages } }: Job) {
  if (typeof startSeconds === 'number') return startSeconds;
  return typeof pages === 'string' ? Number.parseInt(pages, 10) : Infinity;
}

const stageNames: Record<string, string> = {
  [pdfJobs.extract.name]: 'Read',
  [pdfJobs.translateBlocks.name]: 'Translate',
  [pdfJobs.customizeTone.name]: 'Adapt the tone',
  [pdfJobs.reconstruct.name]: 'Set the text',
};
