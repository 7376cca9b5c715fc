import { useSyncExternalStore } from 'react';
import type { Place, PlayHead } from './play-head.js';

/** Where it is; whoever asks is shown anew with every word. */
export const usePlace = (head: PlayHead): Place => useSyncExternalStore(head.onMove, head.place);
