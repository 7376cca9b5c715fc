/** The key of `#key=...`, as a link from the terminal carries it. A fragment is never sent to a server. */
export function keyFromFragment(hash: string): string | undefined {
  const key = new URLSearchParams(hash.replace(/^#/, '')).get('key')?.trim();
  return key || undefined;
}
