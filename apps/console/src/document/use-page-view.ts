import { useState } from 'react';
import { z } from 'zod';
import { useSession } from '../session/session.js';

export const pageLayouts = ['slider', 'sideBySide'] as const;
/** All of a page at once, or as wide as there is room. */
export const pageSizes = ['fit', 'wide'] as const;

const PageView = z.object({
  layout: z.enum(pageLayouts).default('slider'),
  size: z.enum(pageSizes).default('fit'),
});
export type PageView = z.output<typeof PageView>;

const storageName = 'polyspool.pageView';

/** How somebody likes to compare pages; the browser remembers it. */
export function usePageView() {
  const { settings } = useSession();
  const [view, setView] = useState(() => read(settings.getItem(storageName)));
  const set = (change: Partial<PageView>) => {
    const changed = { ...view, ...change };
    settings.setItem(storageName, JSON.stringify(changed));
    setView(changed);
  };
  return [view, set] as const;
}

/** What an older page has kept may no longer be understood; then all is as at first. */
function read(kept: string | null): PageView {
  const parsed = z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(PageView)
    .safeParse(kept ?? '{}');
  return parsed.success ? parsed.data : PageView.parse({});
}
