import { digitalSourceUri, type DigitalSourceType } from '@polyspool/contracts/provenance';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { PictureSize } from '@polyspool/contracts/film';

/** What people and programs that open the file find in it (XMP, IPTC Photo Metadata). */
export const pictureMark = (source: DigitalSourceType) =>
  [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
    `<Iptc4xmpExt:DigitalSourceType>${digitalSourceUri(source)}</Iptc4xmpExt:DigitalSourceType>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');

const formats: readonly (string | undefined)[] = ['png', 'jpeg', 'webp'];
const limits = { limitInputPixels: 8_192 ** 2, failOn: 'error' } as const;

/** Any picture as a marked PNG of that size: it is scaled to cover it, and what juts out is cut off. */
export async function markPicture(picture: Uint8Array, size: PictureSize, source: DigitalSourceType) {
  const { format } = await sharp(picture, limits).metadata();
  if (!formats.includes(format)) throw new Error(`it is ${format ?? 'nothing known'}`);
  const png = await sharp(picture, limits)
    .timeout({ seconds: 60 })
    .autoOrient()
    .resize({ ...size, fit: 'cover' })
    .flatten({ background: '#000000' })
    .png({ compressionLevel: 6 })
    .toBuffer();
  return withMark(png, source);
}

const headEnd = 8 + 25; // signature and IHDR
const keyword = 'XML:com.adobe.xmp';

/** As the XMP specification (part 3, 1.1.5) wants it: an iTXt chunk that is not packed. The library packs it into another. */
export function withMark(png: Buffer, source: DigitalSourceType): Buffer {
  const body = Buffer.concat([Buffer.from(`iTXt${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(pictureMark(source))]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, headEnd), length, body, checksum, png.subarray(headEnd)]);
}
