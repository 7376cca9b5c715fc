import { filmOptions, FilmScript, type Scene } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { largeMark } from '@polyspool/contracts/packed-fields';
import { z } from 'zod';

export const isFilm = ({ type }: Job) => type === generationJobs.fullVideo.name;

/** How the film was asked for; what is not there is as usual. */
const Asked = z.object(filmOptions);

export const filmOptionsOf = ({ input }: Job) => Asked.safeParse(input).data ?? Asked.parse({});

/** A short film travels with its job; a longer one is in a file. */
export const filmWithin = ({ input }: Job): FilmScript | undefined => FilmScript.safeParse(input['film']).data;

/** What of the output is shown. It is kept for a day. */
const Made = z.object({
  title: z.string(),
  durationSeconds: z.number(),
  imageEngine: z.object({ engine: z.string() }),
  speechEngine: z.object({ engine: z.string() }).optional(),
  /** Undefined of so many that they do not travel with the job: its result has them. */
  missingScenes: z
    .array(z.object({ id: z.string(), reason: z.string() }))
    .or(z.literal(largeMark).transform(() => undefined)),
  cost: z.object({ amount: z.number(), currency: z.string() }),
});
export type MadeFilm = z.output<typeof Made>;

export const madeFilm = ({ output }: Job): MadeFilm | undefined => Made.safeParse(output).data;

export const fileOf = (artifacts: readonly Artifact[], jobId: string | undefined, name: string) =>
  artifacts.find((artifact) => artifact.jobId === jobId && artifact.name === name);

/** By its number where it has no heading. */
export const sceneName = ({ heading }: Pick<Scene, 'heading'>, number: number) => heading || `Scene ${number}`;
