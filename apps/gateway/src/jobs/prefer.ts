/** With its answer, a request that waits still ends within the 30 s that every request has. */
const mostWaitS = 28;

/** The seconds of `Prefer: wait` (RFC 7240), as they are applied. What is not understood is not preferred. */
export function preferredWaitS(header: string | readonly string[] | undefined): number | undefined {
  const preferences = [header ?? []].flat().join(',').split(/[,;]/);
  const seconds = preferences.map((text) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(text)?.[1]).find(Boolean);
  return seconds === undefined || Number(seconds) === 0 ? undefined : Math.min(Number(seconds), mostWaitS);
}
