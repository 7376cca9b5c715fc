import type { PDF } from '@libpdf/core';
import type { DocumentProbe } from '@polyspool/contracts/files';
import { findActiveContent } from './active-content.js';
import type { Inspection } from './inspect-document.js';
import type { OpenDocument } from './open-document.js';
import { signedFieldsOf } from './signatures.js';
import type { Resolve } from './stream-decoder.js';
import { fieldDictsOf, nameTreeValues } from './tree-walks.js';

/** Longer titles are no titles. */
const maxTitleLength = 500;

export function probeDocument({ pdf, pageCount, isRepaired, resolve }: OpenDocument): Inspection {
  const catalog = pdf.getCatalog();
  const title = pdf.getTitle()?.trim().slice(0, maxTitleLength);
  const files = catalog.getDict('Names', resolve)?.getDict('EmbeddedFiles', resolve);
  const probe: DocumentProbe = {
    pages: pageCount,
    ...(title && { title }),
    isEncrypted: pdf.isEncrypted,
    needsPassword: false,
    isTagged: catalog.getDict('MarkInfo', resolve)?.getBool('Marked', resolve)?.value === true,
    fields: countFields(pdf, resolve),
    attachments: nameTreeValues(files, resolve).length,
    hasScripts: findActiveContent(pdf).scripts > 0,
    isSigned: signedFieldsOf(pdf).length > 0,
  };
  const hasXfa = catalog.getDict('AcroForm', resolve)?.has('XFA') === true;
  return { probe, notices: noticesOf(probe, { isRepaired, hasXfa }) };
}

/** For a file that only its password opens: all else is unknown. */
export const lockedProbe: DocumentProbe = {
  pages: 0,
  isEncrypted: true,
  needsPassword: true,
  isTagged: false,
  fields: 0,
  attachments: 0,
  hasScripts: false,
  isSigned: false,
};

/** Those that have a name of their own; their parts on several pages have none. */
const countFields = (pdf: PDF, resolve: Resolve) =>
  fieldDictsOf(pdf.getCatalog(), resolve).filter((field) => {
    const kids = field.getArray('Kids', resolve);
    const firstKid = kids?.length ? kids.at(0, resolve) : undefined;
    const hasFieldsBelow = firstKid?.type === 'dict' && firstKid.has('T');
    return field.has('T') && !hasFieldsBelow;
  }).length;

const noticesOf = (
  { hasScripts, isSigned, attachments }: DocumentProbe,
  { isRepaired, hasXfa }: { readonly isRepaired: boolean; readonly hasXfa: boolean },
) => [
  ...(isRepaired ? ['The file is damaged and has been repaired'] : []),
  ...(hasScripts ? ['Scripts are not in the translated document'] : []),
  ...(isSigned ? ['Signatures are valid for the original only'] : []),
  ...(attachments ? ['Attachments stay as they are'] : []),
  ...(hasXfa ? ['The XFA part of the form stays as it is'] : []),
];
