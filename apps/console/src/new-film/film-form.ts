import { filmOptions } from '@polyspool/contracts/film';
import { generationJobs } from '@polyspool/contracts/generation';
import type { ProjectSettings } from '@polyspool/contracts/projects';
import { z } from 'zod';
import type { FilmWishes } from '../api/films-client.js';

/** A new film as it stands in its form. */
export interface FilmForm {
  /** Written or pasted. */
  readonly script: string;
  readonly title: string;
  readonly projectId: string;
  /** Only what was chosen here: what is left open is as the project says. */
  readonly choices: ProjectSettings;
  /** Empty: none. */
  readonly maxCost: string;
  /** Empty: the usual one. */
  readonly seed: string;
}

export const plainFilm: FilmForm = { script: '', title: '', projectId: '', choices: {}, maxCost: '', seed: '' };

/** How a film is made where nobody says anything. */
export const standardFilm = z.object(filmOptions).parse({});

/** What holds for the film, of whoever has said it. */
export const chosenIn = (choices: ProjectSettings, settings: ProjectSettings = {}) => ({
  ...standardFilm,
  ...settings,
  ...choices,
});
export type ChosenFilm = ReturnType<typeof chosenIn>;

/** Longer ones would not fit into one request with all the rest. */
const maxPastedCharacters = 500_000;

/** The request that the form makes. A script that was sent as a file takes the place of what is written. */
export function filmWishes({ script, title, projectId, choices, maxCost, seed }: FilmForm, uploadId?: string) {
  const wishes: FilmWishes = {
    ...(uploadId ? { uploadId } : { script }),
    ...(title.trim() && { title: title.trim() }),
    ...withoutEmpty(choices),
    ...(maxCost.trim() && { maxCost: Number(maxCost) }),
    ...(seed.trim() && { seed: Number(seed) }),
    ...(projectId && { projectId }),
  };
  return wishes;
}

export type FilmFaults = Readonly<Partial<Record<string, string>>>;

/** What is wrong with the form, by field; nothing of a script that is still to come. */
export function filmFaults(form: FilmForm, uploadId?: string): FilmFaults {
  if (!uploadId && form.script.length > maxPastedCharacters)
    return { script: 'This is too long to be pasted. Save it as a text file and drop it here.' };
  const { projectId: _, ...wishes } = filmWishes(form, uploadId);
  const { error } = generationJobs.fullVideo.input.safeParse(wishes);
  const named = error?.issues.map(({ path, message }) => {
    const field = String(path[0]);
    return [field, faultWords[field] ?? message];
  });
  return Object.fromEntries(named ?? []) as FilmFaults;
}

const faultWords: Record<string, string> = {
  title: 'At most 200 characters.',
  seed: 'A whole number from 0 to 4294967295.',
  maxCost: 'A number, for example 2.50.',
  transitionSeconds: 'Choose 0 to 2 seconds.',
  steps: 'A whole number from 1 to 150.',
  style: 'At most 500 characters.',
  voice: 'At most 100 characters.',
};

const withoutEmpty = (choices: ProjectSettings): ProjectSettings =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined && value !== ''));
