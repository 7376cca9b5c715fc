import { digitalSourceUri, type DigitalSourceType } from '@polyspool/contracts/provenance';
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
  return sharp(picture, limits)
    .timeout({ seconds: 60 })
    .autoOrient()
    .resize({ ...size, fit: 'cover' })
    .flatten({ background: '#000000' })
    .withXmp(pictureMark(source))
    .png({ compressionLevel: 6 })
    .toBuffer();
}
