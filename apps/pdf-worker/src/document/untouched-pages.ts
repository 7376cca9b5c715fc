import type { UntouchedPage } from '@polyspool/contracts/pdf';
import type { DocumentIr } from '@polyspool/pdf/document/document';

/** Pages that are delivered as they are, and why. */
export const untouchedPages = ({ pages }: DocumentIr): UntouchedPage[] =>
  pages
    .filter(({ kind }) => kind === 'untouched')
    .map(({ page, reason = 'It could not be read' }) => ({ page, reason }));
