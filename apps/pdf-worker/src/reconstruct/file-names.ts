import type { DocumentLayout } from '@polyspool/contracts/pdf';

const bilingual = { sideBySide: 'bilingual-side-by-side', alternating: 'bilingual-alternating' } as const;

/** What people find among the files of the job. */
export const documentName = (layout: DocumentLayout, to: string, from?: string) =>
  layout === 'inPlace'
    ? `translated.${to}.pdf`
    : `${bilingual[layout]}.${from === undefined ? to : `${from}-${to}`}.pdf`;

export const pictureNames = (page: number) => {
  const number = String(page).padStart(4, '0');
  return { before: `page-${number}-before.png`, after: `page-${number}-after.png` };
};
