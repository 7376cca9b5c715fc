import { liveCloseCodes } from '@polyspool/contracts/live';
import fc, { type Arbitrary } from 'fast-check';
import { WebSocket } from 'ws';
import type { Finding, FuzzOptions } from './fuzz-operations.ts';
import type { FuzzedSystem } from './fuzzed-system.ts';
import { knownBy } from './things.ts';
import { spoiled, wildText, wildValue } from './wild-values.ts';

interface Told {
  readonly texts: readonly string[];
  /** Undefined: it was open until we went; 0: it was, and said nothing. */
  readonly closeCode: number | undefined;
}

interface Said {
  readonly path: string;
  readonly protocols: readonly string[];
  readonly messages: readonly (string | Buffer)[];
  /** By what the channel shows that it is still there; else by a pong of the protocol. */
  readonly sign?: { readonly asked: string; readonly given: string } | undefined;
}

/** Of the protocol (RFC 6455): what is broken is closed by it. */
const protocolCodes = [1002, 1003, 1006, 1007];
const codes = new Set([...protocolCodes, ...Object.keys(liveCloseCodes).map(Number)]);
const patienceMs = 10_000;
const ofMany = { asked: '{"type":"ping","ref":"the end"}', given: '{"type":"pong","ref":"the end"}' };
const ofOne = { asked: '{"type":"ping"}', given: '{"type":"pong"}' };

/**
 * What nobody should say to a live channel, by somebody who may come in and by somebody who may not: it is answered or ends with
 * a code, nothing of somebody else is told, and whoever asks for a sign of life after it gets one.
 */
export async function fuzzSockets(system: FuzzedSystem, { seed, rounds }: FuzzOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [channel, said] of Object.entries(channels(system))) {
    const property = fc.asyncProperty(said, async (one) => {
      const faults = faultsOf(system, one, await follow(system.url, one));
      if (faults.length) throw new Error(faults.join('; '));
    });
    const { counterexample, errorInstance } = await fc.check(property, { seed, numRuns: rounds });
    if (!counterexample) continue;
    const [{ path, protocols, messages }] = counterexample;
    const curl = `WebSocket ${JSON.stringify(path)} ${protocols[0] ?? 'without a key'}: ${JSON.stringify(messages.map(String)).slice(0, 600)}`;
    findings.push({ operation: channel, faults: [String(errorInstance)], curl });
  }
  return findings;
}

function channels({ asking, other }: FuzzedSystem): Record<string, Arbitrary<Said>> {
  const protocols = fc.oneof(
    { arbitrary: fc.constant(['bearer', asking.key]), weight: 8 },
    fc.constantFrom([], ['bearer'], ['bearer', 'wrong'], ['x', 'bearer'], ['bearer', 'x'.repeat(5_000)]),
  );
  const own = knownBy(asking.things)('jobId')[0] ?? '';
  const theirs = knownBy(other.things)('jobId')[0] ?? '';
  const request = fc.constantFrom<object>(
    ...[own, theirs].flatMap((jobId) => [
      { type: 'subscribe', jobId, since: { [jobId]: 1 }, ref: 1 },
      { type: 'unsubscribe', jobId },
    ]),
    { type: 'subscribe', projectId: other.things.project[0] },
    { type: 'subscribe', mine: true, since: '2026-01-01T00:00:00Z', ref: 'a' },
    { type: 'subscribe', everything: true },
    { type: 'ping' },
  );
  const json = fc.oneof(request, spoiled(request), wildValue).map((value) => JSON.stringify(value) ?? '');
  const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some));
  const words = fc.oneof({ arbitrary: json, weight: 6 }, { arbitrary: wildText, weight: 2 }, bytes);
  const many = fc.array(words, { maxLength: 6 });
  const jobPath = fc.oneof(
    fc.constantFrom(own, theirs, 'x', '%00', '..', '%2e%2e%2f', 'x'.repeat(3_000)),
    wildText.map((text) => encodeURIComponent(text.slice(0, 500).toWellFormed()) || 'x'),
  );
  return {
    'WS /v1/ws': fc.record({ path: fc.constant('/v1/ws'), protocols, messages: many, sign: fc.constant(ofMany) }),
    'WS /ws/jobs/{id}': fc.record({
      path: jobPath.map((id) => `/ws/jobs/${id}`),
      protocols,
      messages: many,
      sign: fc.constant(ofOne),
    }),
    'WS /socket.io': fc.record({
      path: fc.constantFrom('/socket.io/?EIO=4&transport=websocket', '/socket.io/?EIO=3&transport=websocket'),
      protocols: fc.constant([]),
      messages: packetsOf(asking.key, json),
    }),
  };
}

/** As Engine.IO and Socket.IO frame it: `4` is a message, in it `0` connects, `2` is an event, `5` one that has bytes to come. */
function packetsOf(key: string, json: Arbitrary<string>): Arbitrary<string[]> {
  const heads = ['42/jobs,', '42/jobs,0', '42', '40/jobs,', '41/jobs,', '451-/jobs,', '43/jobs,', '2', '9', ''];
  const packet = fc.tuple(fc.constantFrom(...heads), json).map(([head, body]) => head + body);
  const names = fc.constantFrom('subscribe', 'unsubscribe', 'x', '__proto__');
  const call = fc.tuple(names, json).map(([name, body]) => `42/jobs,0["${name}",${body || 'null'}]`);
  const connect = `40/jobs,${JSON.stringify({ token: key })}`;
  return fc.array(fc.oneof(packet, call), { maxLength: 6 }).map((packets) => [connect, ...packets]);
}

/** Says all of it, and goes when all of it has been heard: signs of life are given in the order in which they are asked for. */
async function follow(url: string, { path, protocols, messages, sign }: Said): Promise<Told> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, [...protocols]);
  const texts: string[] = [];
  const closeCode = await new Promise<number | undefined>((resolve) => {
    const late = setTimeout(() => resolve(0), patienceMs);
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', (code) => resolve(code));
    socket.on('open', () => {
      for (const message of messages) socket.send(message);
      if (sign) socket.send(sign.asked);
      else socket.ping();
    });
    socket.on('pong', () => resolve(undefined));
    socket.on('message', (data) => {
      texts.push(String(data));
      if (sign && String(data) === sign.given) resolve(undefined);
    });
    socket.once('close', () => clearTimeout(late));
  });
  socket.terminate();
  return { texts, closeCode };
}

function faultsOf(system: FuzzedSystem, { path, messages }: Said, { texts, closeCode }: Told): string[] {
  const wire = path + messages.map(String).join('');
  const secrets = [...system.secrets, ...system.othersMarks].filter((one) => !wire.includes(one));
  const told = texts.join('\n');
  return [
    ...(closeCode === 0 ? [`no sign of life within ${patienceMs / 1_000} s`] : []),
    ...(closeCode && !codes.has(closeCode) && closeCode !== 1005 ? [`closed with ${closeCode}`] : []),
    ...(closeCode === 1011 ? ['broke inside'] : []),
    ...secrets.filter((secret) => told.includes(secret)).map((secret) => `tells of ${secret.slice(0, 12)}...`),
    ...(/\n\s+at .+:\d+:\d+|"code":"internal"/.test(told) ? [`tells of its inside: ${told.slice(0, 300)}`] : []),
  ];
}
