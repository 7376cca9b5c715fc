import fc, { type Arbitrary } from 'fast-check';
import type { Finding, FuzzOptions } from './fuzz-operations.ts';
import type { FuzzedSystem } from './fuzzed-system.ts';
import { asCurl, sendRaw } from './raw-request.ts';
import { wildText } from './wild-values.ts';

/** Signed links, altered in one place: whatever was altered, they open nothing. Those that were not do. */
export async function fuzzLinks(system: FuzzedSystem, { seed, rounds }: FuzzOptions): Promise<Finding[]> {
  const { asking, other } = system;
  const findings: Finding[] = [];
  for (const kind of ['upload', 'artifact'] as const) {
    const address = `/v1/${kind}s/${asking.things[kind][0]}`;
    const { body } = await sendRaw(system.url, {
      ...{ method: 'POST', path: `${address}/link` },
      headers: { authorization: `Bearer ${asking.key}` },
    });
    const { url } = JSON.parse(body) as { url: string };
    const altered = alteredLinks(url, other.things[kind][0] ?? '', other.id);
    const asked = fc.tuple(
      fc.constantFrom('GET', 'HEAD'),
      fc.oneof({ arbitrary: altered, weight: 9 }, fc.constant(url)),
    );
    const checked = await fc.check(
      fc.asyncProperty(asked, async ([method, path]) => {
        const { status, body: told } = await sendRaw(system.url, { method, path, headers: {} });
        const leaked = system.othersMarks.some((mark) => told.includes(mark) && !path.includes(mark));
        if (path === url ? status !== 200 : status < 400 || status >= 500 || leaked) throw new Error(String(status));
      }),
      { seed, numRuns: rounds },
    );
    if (!checked.counterexample) continue;
    const [[method, path]] = checked.counterexample;
    const faults = [`${String(checked.errorInstance)} to a signed link: ${url}`];
    findings.push({ operation: `${method} ${address}/content`, faults, curl: asCurl({ method, path, headers: {} }) });
  }
  return findings;
}

function alteredLinks(url: string, othersId: string, othersUserId: string): Arbitrary<string> {
  const [path = '', query = ''] = url.split('?');
  const { expires = '', signature = '' } = Object.fromEntries(new URLSearchParams(query));
  const [scope = '', proof = ''] = signature.split('.');
  const link = (changed: { path?: string; expires?: string; signature?: string }) =>
    `${changed.path ?? path}?expires=${changed.expires ?? expires}&signature=${changed.signature ?? signature}`;
  const odd = wildText.map((text) => encodeURIComponent(text.slice(0, 2_000).toWellFormed()));
  const otherLetter = fc
    .tuple(fc.nat(proof.length - 1), fc.constantFrom(...'Aa0_-.~'))
    .filter(([at, letter]) => proof[at] !== letter)
    .map(([at, letter]) => link({ signature: `${scope}.${proof.slice(0, at)}${letter}${proof.slice(at + 1)}` }));
  const otherTime = fc
    .oneof(
      fc.integer({ min: -10, max: 10 ** 9 }).map((seconds) => String(Number(expires) + seconds)),
      odd,
    )
    .filter((time) => time !== expires)
    .map((time) => link({ expires: time }));
  const whole = fc.constantFrom(
    link({ path: path.replace(/[0-9a-f-]{36}/, othersId) }),
    link({ path: path.replace('/v1/', '/v1//') }),
    link({ path: `${path}/` }),
    link({ path: path.toUpperCase() }),
    link({ signature: `all.${proof}` }),
    link({ signature: `all_${signature}` }),
    link({ signature: `${othersUserId}.${proof}` }),
    link({ signature: proof }),
    link({ signature: `${signature}&signature=${signature}` }),
    link({ expires: `0${expires}` }),
    link({ expires: `${expires}&expires=${expires}` }),
    link({ expires: `${expires}.0` }),
    `${path}?signature=${signature}`,
    `${path}?expires=${expires}`,
    path,
  );
  return fc.oneof(
    { arbitrary: otherLetter, weight: 3 },
    { arbitrary: otherTime, weight: 3 },
    { arbitrary: whole, weight: 4 },
    odd.filter((text) => text !== signature).map((text) => link({ signature: text })),
  );
}
