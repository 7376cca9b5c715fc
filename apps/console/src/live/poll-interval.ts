import type { LiveState } from './live-feed.js';

/** While nothing comes by itself, ask. */
export const pollIntervalMs = (state: LiveState) => (state === 'down' ? 2000 : false);

/** How often to ask what is to be expected of a job that one looks at. */
export const outlookIntervalMs = 2000;
