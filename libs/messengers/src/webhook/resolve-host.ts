import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** All addresses of a name. */
export type ResolveHost = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

const tryMs = 2_000;

/**
 * By asking the name servers. The system's own way holds one of four threads of the process until it has an answer, so a
 * name server that keeps silent would stop all else; it is only asked for names that no name server knows (`localhost`, or
 * what stands in a hosts file).
 */
export const resolveHost: ResolveHost = async (host, signal) => {
  if (isIP(host)) return [host];
  const resolver = new Resolver({ timeout: tryMs, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel);
  try {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length) return found;
    const failure = answers.find((answer) => answer.status === 'rejected' && !isUnknown(answer.reason));
    if (failure?.status === 'rejected') throw failure.reason;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  return (await lookup(host, { all: true })).map(({ address }) => address);
};

const isUnknown = (error: unknown) => ['ENOTFOUND', 'ENODATA'].includes(String((error as { code?: unknown }).code));
