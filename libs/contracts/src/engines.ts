/** Ports behind which engines stand. A breaker and a rate limit belong to a name, over all replicas and queues. */
export const engineNames = [
  'transcriber',
  'translator',
  'documentTranslator',
  'scriptReader',
  'imageGenerator',
  'speechSynthesizer',
] as const;
export type EngineName = (typeof engineNames)[number];

/** So many calls may begin within any window of that length. */
export interface CallLimit {
  readonly calls: number;
  readonly windowMs: number;
}

/** What holds where the environment says nothing. Engines on this machine are
 * bounded by slots; the limits are for those behind a network, whose owners count calls. */
export const callLimits: Readonly<Partial<Record<EngineName, CallLimit>>> = {
  documentTranslator: { calls: 10, windowMs: 60_000 },
};
