import { FilmScript } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Artifact, JobSnapshot } from '@polyspool/contracts/job-status';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.js';
import { fileOf, filmWithin, isFilm } from './film-job.js';

/** The scenes that were sent with a job from this page. */
export const sentFilmKey = (jobId: string) => ['sent-film', jobId] as const;

/** The scenes of a film, as soon as they are known: sent from here, with the job, or read from its script. */
export function useFilmScript({ job, children }: JobSnapshot, artifacts: readonly Artifact[]) {
  const { api, queries } = useSession();
  const parsing = children.find(({ type }) => type === generationJobs.parse.name);
  const file = fileOf(artifacts, job.id, 'film.json') ?? fileOf(artifacts, parsing?.id, 'film.json');
  const isWanted = isFilm(job) && file !== undefined;
  const read = useQuery({
    queryKey: ['film-script', job.id, file?.id],
    queryFn: () => api.artifactJson(FilmScript, file?.id ?? ''),
    enabled: isWanted,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const film = read.data ?? filmWithin(job) ?? queries.getQueryData<FilmScript>(sentFilmKey(job.id));
  return { film: isFilm(job) ? film : undefined, isLoading: isWanted && read.isLoading, error: read.error };
}
