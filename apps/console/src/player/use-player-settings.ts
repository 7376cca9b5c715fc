import { useCallback, useState } from 'react';
import { z } from 'zod';
import { useSession } from '../session/session.js';

export const captionSizes = ['small', 'medium', 'large'] as const;
export const playbackRates = [0.75, 1, 1.25] as const;

const PlayerSettings = z.object({
  /** Whether each of the two lines is shown. */
  spoken: z.boolean().default(true),
  translated: z.boolean().default(true),
  size: z.enum(captionSizes).default('medium'),
  rate: z.literal(playbackRates).default(1),
  /** Whether words show how well they are known. */
  marksWords: z.boolean().default(true),
  shortcuts: z.boolean().default(true),
});
export type PlayerSettings = z.output<typeof PlayerSettings>;

const storageName = 'polyspool.player';

/** How somebody likes to watch; the browser remembers it. */
export function usePlayerSettings() {
  const { settings: storage } = useSession();
  const [settings, setSettings] = useState(() => read(storage.getItem(storageName)));
  const set = useCallback(
    (change: Partial<PlayerSettings>) =>
      setSettings((before) => {
        const after = { ...before, ...change };
        storage.setItem(storageName, JSON.stringify(after));
        return after;
      }),
    [storage],
  );
  return [settings, set] as const;
}

/** What an older page has kept may no longer be understood; then all is as at first. */
function read(kept: string | null): PlayerSettings {
  const parsed = z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(PlayerSettings)
    .safeParse(kept ?? '{}');
  return parsed.success ? parsed.data : PlayerSettings.parse({});
}
