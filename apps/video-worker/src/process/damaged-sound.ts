import type { Warning } from '@polyspool/contracts/warning';
import type { RecordedAudio } from '@polyspool/media/recorded-audio';

/** What is to be said of a recording that could not be read everywhere. */
export function damagedSound({ isDamaged }: RecordedAudio): Warning[] {
  if (!isDamaged) return [];
  const detail =
    'The file is damaged: words may be missing, and some that come after may be shown too early or too late';
  return [{ code: 'media.damaged', detail }];
}
