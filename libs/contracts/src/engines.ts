/**
 * Engines that may be away: a breaker and a rate limit belong to a name, over all replicas and queues. Where jobs can choose among
 * several behind a port, each has its own, `<port>:<engine>`. Those of them that run on this machine are not here: they are never away.
 */
export const engineNames = [
  'transcriber',
  'translator',
  'documentTranslator',
  'scriptReader:model',
  'imageGenerator:automatic1111',
  'imageGenerator:openai',
  'imageGenerator:comfyui',
  'speechSynthesizer:piper',
  'speechSynthesizer:openai',
] as const;
export type EngineName = (typeof engineNames)[number];

type PortOf<Name> = Name extends `${infer Port}:${string}` ? Port : never;
/** Jobs choose the engine behind it. */
export type ChoicePort = PortOf<EngineName>;

/** Undefined of one that runs on this machine. */
export const engineBehind = (port: ChoicePort, engine: string): EngineName | undefined =>
  engineNames.find((name) => name === `${port}:${engine}`);

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
