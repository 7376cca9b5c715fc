import { AppError } from '@polyspool/contracts/errors';
import { detectSilences, type Silence, type SilenceSearch } from './detect-silences.js';
import { demuxers } from './media-input.js';

type Audio = { readonly path: string; readonly demuxer: string };

/** As `detectSilences`, of a file whose demuxer somebody else names. Throws `media.unreadable`. */
export function findSilences(audio: Audio, search: Omit<SilenceSearch, 'input'>): Promise<Silence[]> {
  const demuxer = demuxers.find((name) => name === audio.demuxer);
  if (!demuxer) throw new AppError('media.unreadable', `Nothing here reads ${audio.demuxer}`);
  return detectSilences({ ...search, input: { path: audio.path, demuxer } });
}
