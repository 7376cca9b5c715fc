import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError, type InputFault } from '@polyspool/contracts/errors';
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

/** Who asks has not said what is refused, where that stands in the settings: the error says so. */
export async function blamingSettings<Result>(
  { given, settings }: { readonly given: Fields; readonly settings: ProjectSettings },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isSetting = ({ pointer }: InputFault) => {
      const [, field = ''] = pointer.split('/');
      return field in settings && given[field] === undefined;
    };
    if (!error.pointers.some(isSetting)) throw error;
    const pointers = error.pointers.map((fault) =>
      isSetting(fault) ? { ...fault, detail: `${fault.detail}, ${whence}` } : fault,
    );
    throw new AppError(error.code, `${error.message}, ${whence}`, { pointers, cause: error });
  }
}

const whence = 'as the settings of the project say';
