import type { JobContract } from '@polyspool/contracts/define-jobs';
import { generationJobs } from '@polyspool/contracts/generation';
import type { ProjectSettings } from '@polyspool/contracts/projects';

type Fields = Readonly<Record<string, unknown>>;

const kinds = new Set<string>(Object.values(generationJobs).map(({ name }) => name));

/** What the input of a job that is a part of making films leaves open is as the settings of its project say. */
export function withSettings({ name, input }: JobContract, given: Fields, settings: ProjectSettings): Fields {
  if (!kinds.has(name)) return given;
  const fitting = Object.entries(settings).filter(([field]) => field in input.shape && given[field] === undefined);
  return { ...given, ...Object.fromEntries(fitting) };
}
