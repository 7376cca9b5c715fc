/** For tasks that open documents of strangers. */
export const taskLimits = { maxHeapMb: 1024, maxRssBytes: 1_500 * 1024 * 1024 } as const;
