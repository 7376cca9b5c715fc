import type { PageFidelity } from '@polyspool/contracts/fidelity';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';

const documentTypes: readonly string[] = Object.values(pdfJobs).map(({ name }) => name);

export const isOverDocument = ({ type }: Pick<Job, 'type'>) => documentTypes.includes(type);

export type FilesByName = ReadonlyMap<string, Artifact>;

export const filesByName = (artifacts: readonly Artifact[]): FilesByName =>
  new Map(artifacts.map((artifact) => [artifact.name, artifact]));

/** Pictures of pages may be thousands, and are seen page by page. */
export const withoutPictures = (artifacts: readonly Artifact[]) =>
  artifacts.filter(({ mediaType }) => !mediaType.startsWith('image/'));

/** The translated document first, and then those with both languages. */
export const pdfsOf = (artifacts: readonly Artifact[]) =>
  artifacts
    .filter(({ mediaType }) => mediaType === 'application/pdf')
    .sort((a, b) => Number(b.name.startsWith('translated.')) - Number(a.name.startsWith('translated.')));

export interface PagePictures {
  readonly before: Artifact | undefined;
  readonly after: Artifact | undefined;
}

export function picturesOf({ before, after }: PageFidelity, files: FilesByName): PagePictures {
  const named = (name: string | undefined) => (name === undefined ? undefined : files.get(name));
  return { before: named(before), after: named(after) };
}
