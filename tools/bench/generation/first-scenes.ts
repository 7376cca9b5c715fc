const heading = /^(?:INT|EXT)\. /gm;

/** The beginning of a Fountain script: its title page and so many scenes. */
export function firstScenes(script: string, count: number): string {
  const next = [...script.matchAll(heading)][count];
  return next ? script.slice(0, next.index) : script;
}
