import type { DigitalSourceType } from '@polyspool/contracts/provenance';

/** Of what is made of files: something of a model's makes a composite. */
export function filmSource(parts: readonly (DigitalSourceType | undefined)[]): DigitalSourceType {
  return parts.some((part) => part !== undefined && part !== 'algorithmicMedia')
    ? 'compositeWithTrainedAlgorithmicMedia'
    : 'algorithmicMedia';
}
