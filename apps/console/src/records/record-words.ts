import type { ProcessingState } from '@polyspool/contracts/processing-state';
import type { CorpusRecord, QualityFlag } from '@polyspool/contracts/records';

/** How it stands with a recording, in everyday words. */
export const stateLabels: Record<ProcessingState, string> = {
  none: 'Not processed',
  processing: 'Working',
  processed: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export interface FlagWords {
  readonly name: string;
  /** What it means, and what can be done. */
  readonly detail: string;
}

export const flagWords: Record<QualityFlag, FlagWords> = {
  tooQuiet: {
    name: 'Too quiet',
    detail: 'Less than half as loud as usual. The levelled copy is louder; its noise is, too.',
  },
  tooLoud: { name: 'Too loud', detail: 'More than twice as loud as usual. The levelled copy is softer.' },
  clipped: {
    name: 'Clipped',
    detail: 'Peaks are cut off, which sounds harsh. Record again with less gain: it cannot be undone.',
  },
  noisy: { name: 'Noisy', detail: 'Noise is close to the voice. Record nearer to the speaker, or in a quieter place.' },
  littleSpeech: {
    name: 'Little speech',
    detail: 'Somebody speaks in less than a quarter of the time. Long pauses can be cut.',
  },
  noSpeech: { name: 'No speech', detail: 'Nobody is heard speaking. Check that it is the right file.' },
  tooShort: { name: 'Too short', detail: 'Shorter than a second: too little to be measured well.' },
  lowSampleRate: {
    name: 'Narrow sound',
    detail: 'Fewer than 16,000 samples a second, as on old telephones: sounds such as s and f are lost.',
  },
};

/** How long it plays, as far as that is known. */
export const durationOf = ({ measures, upload }: Pick<CorpusRecord, 'measures' | 'upload'>): number | undefined =>
  measures?.durationSeconds ?? upload?.probe.durationSeconds;
