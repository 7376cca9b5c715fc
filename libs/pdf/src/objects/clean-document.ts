import { removeActiveContent, type ActiveContent } from './active-content.js';
import type { OpenDocument } from './open-document.js';
import { removeSignatures } from './signatures.js';

/** Takes out what must not be in a file that others get from us, or is no longer true; answers what that was, in sentences. */
export function cleanDocument({ pdf }: OpenDocument): string[] {
  const signatures = removeSignatures(pdf);
  return [
    ...activeContentNotices(removeActiveContent(pdf)),
    ...(signatures ? ['Signatures have been removed: they are valid for the original only'] : []),
  ];
}

export const activeContentNotices = ({ scripts, launches, triggers }: ActiveContent): string[] => [
  ...(scripts ? ['Scripts have been removed'] : []),
  ...(launches ? ['Actions that start programs have been removed'] : []),
  ...(triggers ? ['Actions that start by themselves have been removed'] : []),
];
