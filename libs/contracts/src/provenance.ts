import { z } from 'zod';

/**
 * Of the IPTC's vocabulary: `trainedAlgorithmicMedia` was made by a model, `algorithmicMedia` by rules alone,
 * `compositeWithTrainedAlgorithmicMedia` holds parts that a model made, `composite` parts that do not say how they were made.
 */
export const DigitalSourceType = z.enum([
  'trainedAlgorithmicMedia',
  'algorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'composite',
]);
export type DigitalSourceType = z.output<typeof DigitalSourceType>;

/** What stands inside the file itself, as its `DigitalSourceType` (IPTC Photo Metadata, XMP). */
export const digitalSourceUri = (type: DigitalSourceType) => `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`;

/** Of what a file was made, and how. */
export const ProvenanceClaims = z.strictObject({
  engine: z.string(),
  version: z.string().optional(),
  model: z.string().optional(),
  source: DigitalSourceType,
  /** All that the engine was told. */
  parameters: z.record(z.string(), z.unknown()),
  seed: z.int().nonnegative().optional(),
  inputs: z.array(z.strictObject({ name: z.string(), sha256: z.string() })).max(1_000),
});
export type ProvenanceClaims = z.output<typeof ProvenanceClaims>;

/** What is signed (JWS, EdDSA). */
export const ProvenanceManifest = ProvenanceClaims.extend({
  artifact: z.strictObject({
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int().nonnegative(),
    sha256: z.string(),
  }),
  job: z.strictObject({ id: z.uuid(), type: z.string() }),
  madeAt: z.iso.datetime(),
});
export type ProvenanceManifest = z.output<typeof ProvenanceManifest>;

/** A manifest, and whether it may be believed. */
export const Provenance = z.object({
  manifest: ProvenanceManifest,
  /** Signed with a key that is known here. */
  isSigned: z.boolean(),
  /** The file is still the one that was signed. */
  isUnchanged: z.boolean(),
  keyId: z.string(),
  /** Compact JWS, for those who verify it themselves. */
  jws: z.string(),
});
export type Provenance = z.output<typeof Provenance>;
