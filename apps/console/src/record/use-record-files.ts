import type { Artifact } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { useQuery } from '@tanstack/react-query';
import { artifactsKey } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';

export interface RecordFiles {
  readonly all: readonly Artifact[];
  readonly waveform: Artifact | undefined;
  readonly spectrogram: Artifact | undefined;
  readonly workingCopy: Artifact | undefined;
  readonly transcript: Artifact | undefined;
}

/** What the job that measured a recording has made of it. */
export function useRecordFiles({ measuredBy = '' }: CorpusRecord): RecordFiles {
  const { api } = useSession();
  const { data: all = [] } = useQuery({
    queryKey: artifactsKey(measuredBy),
    queryFn: () => api.artifacts(measuredBy),
    enabled: measuredBy !== '',
  });
  const named = (name: string) => all.find((artifact) => artifact.name === name);
  return {
    all,
    waveform: named('waveform.png'),
    spectrogram: named('spectrogram.png'),
    workingCopy: named('working.flac'),
    transcript: named('transcript.json'),
  };
}
