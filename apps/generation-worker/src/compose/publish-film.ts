import type { Language } from '@polyspool/contracts/languages';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Storage } from '@polyspool/storage/storage';
import { hashOf } from '../files/hash-of.js';
import type { MadeFilm } from './make-film.js';

const mediaTypes: Readonly<Record<string, string>> = { srt: 'application/x-subrip', vtt: 'text/vtt' };

export interface PublishedFilm extends Pick<MadeFilm, 'film' | 'poster' | 'subtitles'> {
  readonly language: Language;
  readonly provenance: ProvenanceClaims;
}

/** The film first, as that is what people came for. */
export async function publishFilm(
  { artifact }: Pick<RunningJob, 'artifact'>,
  storage: Storage,
  { film, poster, subtitles, language, provenance }: PublishedFilm,
): Promise<void> {
  const file = { name: 'film.mp4', kind: 'media', mediaType: 'video/mp4' } as const;
  await artifact({ ...file, language, provenance }, await storage.read(film));
  // What the film was made of need not be said again.
  const inputs = [{ name: file.name, sha256: await hashOf(storage, film) }];
  const made = { language, provenance: { ...provenance, parameters: {}, inputs } } as const;
  await artifact({ ...made, name: 'poster.png', kind: 'picture', mediaType: 'image/png' }, await storage.read(poster));
  for (const { name, file } of subtitles) {
    const mediaType = mediaTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
    await artifact({ ...made, name, kind: 'subtitles', mediaType }, await storage.read(file));
  }
}
