import { utf16Hex } from './operands.js';

/** At most this many in one section (Adobe Technical Note 5014). */
const sectionSize = 100;

/** A ToUnicode CMap: the text that each two-byte code stands for. */
export function toUnicode(texts: readonly (readonly [code: number, text: string])[]): string {
  return cmap(
    'Adobe-Identity-UCS',
    sections('bfchar', texts, ([code, text]) => `<${codeHex(code)}> <${utf16Hex(text)}>`),
  );
}

/** The CMap of an encoding: the CID that each two-byte code stands for. */
export function codesToCids(cids: readonly (readonly [code: number, cid: number])[]): string {
  return cmap(
    'Polyspool-Codes',
    sections('cidchar', cids, ([code, cid]) => `<${codeHex(code)}> ${cid}`),
  );
}

function cmap(name: string, body: string) {
  const ordering = name === 'Adobe-Identity-UCS' ? 'UCS' : 'Identity';
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    `/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> def`,
    `/CMapName /${name} def`,
    `/CMapType ${ordering === 'UCS' ? 2 : 1} def`,
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    body,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}

function sections<Entry>(kind: string, entries: readonly Entry[], line: (entry: Entry) => string) {
  const parts: string[] = [];
  for (let at = 0; at < entries.length; at += sectionSize) {
    const part = entries.slice(at, at + sectionSize);
    parts.push(`${part.length} begin${kind}`, ...part.map(line), `end${kind}`);
  }
  return parts.join('\n');
}

const codeHex = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');
