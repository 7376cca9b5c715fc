import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { withMark } from '@polyspool/providers/image-generator/mark-picture';
import { SourceFinder } from './source-finder.js';

/** A PNG that says how it was made, if it did not say so. */
export function markedPicture(png: Uint8Array, source: DigitalSourceType): Uint8Array {
  const finder = new SourceFinder();
  finder.add(Buffer.from(png));
  return finder.source ? png : withMark(Buffer.from(png), source);
}
