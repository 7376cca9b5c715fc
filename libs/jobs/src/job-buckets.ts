const [minute, hour] = [60, 3_600];

/** Of seconds: from what is done in the blink of an eye to a film. */
export const jobBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, minute, 120, 300, 600, 1_800, hour, 2 * hour] as const;
