import type { DigitalSourceType } from '@polyspool/contracts/provenance';

/** Of what is made of files: something of a model's makes a composite, and so does a file that does not say how it was made. */
export function filmSource(parts: readonly (DigitalSourceType | undefined)[]): DigitalSourceType {
  const isSilent = (part: DigitalSourceType | undefined) => part === undefined || part === 'composite';
  if (parts.some((part) => !isSilent(part) && part !== 'algorithmicMedia'))
    return 'compositeWithTrainedAlgorithmicMedia';
  return parts.some(isSilent) ? 'composite' : 'algorithmicMedia';
}
