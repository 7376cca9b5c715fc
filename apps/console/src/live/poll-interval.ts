import type { LiveState } from './live-feed.js';

/** While nothing comes by itself, ask. */
export const pollIntervalMs = (state: LiveState) => (state === 'down' ? 2000 : false);
