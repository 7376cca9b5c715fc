import type { PageIr } from './document.js';

export function untouchedIr({ page, reason }: { readonly page: number; readonly reason: string }): PageIr {
  return { page, kind: 'untouched', reason, view: [0, 0, 0, 0], rotation: 0, blocks: [], links: [], fields: 0 };
}
