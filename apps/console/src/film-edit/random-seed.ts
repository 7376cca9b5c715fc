/** Any of those that a scene may have. */
export const randomSeed = (): number => window.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
