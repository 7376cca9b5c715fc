/** Sound for recognisers of speech: 16,000 samples a second, of which 8 kHz can be seen. */
export const bandSampleRate = 16_000;
export const bandWindow = 512;
/** Frequencies from 0 to 8 kHz, evenly. */
export const bandRows = bandWindow / 2;

/** Levels in the spectrogram are bytes: half decibels above this. */
export const bandFloorDb = -120;
export const bandDbPerStep = 0.5;

export interface SpeechBandMeasures {
  /** RMS while somebody speaks. Undefined where nobody does. */
  readonly speechDb?: number | undefined;
  /** Between speech, half of the time it is quieter than this. Undefined where there is less than half a second of it. */
  readonly noiseDb?: number | undefined;
  /** `bandRows` bytes for each column, lowest frequency first, as base64. */
  readonly spectrogram: string;
}

export interface SpeechBandShape {
  /** As many as are expected. */
  readonly samples: number;
  readonly columns: number;
  /** Where somebody speaks, in time order. */
  readonly speech: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}
