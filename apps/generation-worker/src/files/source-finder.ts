import { DigitalSourceType } from '@polyspool/contracts/provenance';
import { inflateSync } from 'node:zlib';

const address = Buffer.from('cv.iptc.org/newscodes/digitalsourcetype/');
const longestName = Math.max(...DigitalSourceType.options.map((type) => type.length));
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const xmpKeyword = Buffer.from('XML:com.adobe.xmp\0');
/** More than any XMP of ours; a bomb ends there. */
const maxXmpBytes = 256 * 1024;

/**
 * Finds the digital source type that a file of ours says inside that it has: in the clear in those of ffmpeg, in PNG mostly packed.
 */
export class SourceFinder {
  source: DigitalSourceType | undefined;
  /** The end of what was read: what is looked for may lie across two pieces. */
  #rest = Buffer.alloc(0);
  #isPng: boolean | undefined;

  add(piece: Buffer) {
    if (this.source) return;
    const bytes = Buffer.concat([this.#rest, piece]);
    this.#isPng ??= bytes.subarray(0, pngStart.length).equals(pngStart);
    this.source = (this.#isPng ? sourceIn(xmpIn(bytes)) : undefined) ?? sourceIn(bytes);
    const keep = this.#isPng ? maxXmpBytes : address.length + longestName;
    this.#rest = bytes.subarray(Math.max(0, bytes.length - keep));
  }
}

function sourceIn(bytes: Buffer): DigitalSourceType | undefined {
  const at = bytes.indexOf(address);
  if (at < 0) return undefined;
  const from = at + address.length;
  // Only with what follows it: another name may begin with the same letters, and be cut there.
  const name = /^\w+(?=\W)/.exec(bytes.subarray(from, from + longestName + 1).toString('latin1'))?.[0];
  return DigitalSourceType.safeParse(name).data;
}

/** PNG, 11.3.3: the length of the chunk, its type, the keyword, then what the type says. */
function xmpIn(bytes: Buffer): Buffer {
  const at = bytes.indexOf(xmpKeyword);
  if (at < 8) return Buffer.alloc(0);
  const end = at + bytes.readUInt32BE(at - 8);
  if (end > bytes.length) return Buffer.alloc(0); // more of it comes
  const body = bytes.subarray(at + xmpKeyword.length, end);
  const type = bytes.toString('latin1', at - 4, at);
  if (type === 'zTXt') return inflated(body.subarray(1));
  if (type !== 'iTXt') return Buffer.alloc(0);
  // Whether it is packed, how, language, translated keyword, text.
  const languageEnd = body.indexOf(0, 2);
  const text = body.subarray(body.indexOf(0, languageEnd + 1) + 1);
  return body[0] === 1 ? inflated(text) : text;
}

function inflated(text: Buffer) {
  try {
    return inflateSync(text, { maxOutputLength: maxXmpBytes });
  } catch {
    return Buffer.alloc(0); // nothing that could be read says nothing
  }
}
