import type { InputOf } from '@polyspool/contracts/define-jobs';
import type { SpokenLine } from '@polyspool/contracts/film';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Speaking } from './choose-speech.js';
import { castOf, needsCasting, voiceOf } from './voice-of.js';

/** A line, and by which voice of which engine it is said. */
export interface PlannedLine {
  readonly line: SpokenLine;
  readonly voice: string | undefined;
  readonly engine: EngineLabel;
}

type Spoken = Pick<InputOf<typeof generationJobs.audio>, 'lines' | 'language' | 'voice' | 'voices'>;

/** Who says each line. An engine that is away costs no attempt here either. */
export async function planLines(
  { signal }: Pick<RunningJob, 'signal'>,
  { synthesizer, engine: reached }: Speaking,
  { lines, language, voice: narrator, voices }: Spoken,
): Promise<PlannedLine[]> {
  const available = needsCasting(lines, voices) ? await reached.ask(() => synthesizer.voices(language, signal)) : [];
  const cast = castOf(lines, { narrator, voices, available });
  const labels = new Map<string | undefined, EngineLabel>();
  const planned: PlannedLine[] = [];
  for (const line of lines) {
    const voice = voiceOf(line, cast);
    const engine = labels.get(voice) ?? (await reached.ask(() => synthesizer.label(voice, language)));
    labels.set(voice, engine);
    planned.push({ line, voice, engine });
  }
  return planned;
}

/** Under which a line that was said is kept. */
export const lineKey = ({ line, voice, engine }: PlannedLine, language: Language) => [
  engine,
  line.text,
  voice,
  language,
];
