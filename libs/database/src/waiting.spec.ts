import type { EngineName } from '@polyspool/contracts/engines';
import type { EngineState } from './engine-states.js';
import { isInLine, type Obstacles, type WaitingJob, whyItWaits } from './waiting.js';

const now = new Date('2030-01-01T12:00:00Z');
const [before, after] = [new Date('2030-01-01T11:59:00Z'), new Date('2030-01-01T12:01:00Z')];
const clearsAt = after.toISOString();

const job = (more: Partial<WaitingJob> = {}): WaitingJob => ({
  type: 'video.processChunk',
  queue: 'video',
  status: 'queued',
  runAt: null,
  waitReason: null,
  waitUntil: null,
  ...more,
});
const down: EngineState = { name: 'transcriber', state: 'open', sinceMs: before.getTime(), retryAtMs: after.getTime() };
const enginesOf = (...states: EngineState[]) =>
  new Map<EngineName, EngineState>(states.map((state) => [state.name, state]));
const house = (more: Partial<Obstacles> = {}): Obstacles => ({
  paused: new Set(),
  engines: new Map(),
  slots: new Map([['video', 4]]),
  ...more,
});

describe('why a job waits', () => {
  it.each<[string, Partial<WaitingJob>, Partial<Obstacles>, object]>([
    ['its time has not come', { status: 'scheduled', runAt: after }, {}, { reason: 'scheduled', clearsAt }],
    ['its queue is paused', {}, { paused: new Set(['video']) }, { reason: 'paused' }],
    ['an engine that it needs is down', {}, { engines: enginesOf(down) }, { reason: 'engineDown' }],
    [
      'an engine that it needs is being tried',
      {},
      { engines: enginesOf({ ...down, state: 'probing' }) },
      { reason: 'engineDown' },
    ],
    [
      'an engine was down when it was put off',
      { status: 'retrying', waitReason: 'engineDown', waitUntil: after },
      {},
      { reason: 'engineDown', clearsAt },
    ],
    [
      'it was put off for too many calls',
      { status: 'retrying', waitReason: 'rateLimited', waitUntil: after },
      {},
      { reason: 'rateLimited', clearsAt },
    ],
    [
      'it has failed and is tried again later',
      { status: 'retrying', waitReason: 'backoff', waitUntil: after },
      {},
      { reason: 'backoff', clearsAt },
    ],
    ['others go first, though its backoff is over', { status: 'retrying' }, {}, { reason: 'fairShare' }],
    ['its worker is gone, and there is no other', { status: 'retrying' }, { slots: new Map() }, { reason: 'noWorker' }],
    ['its parts run', { status: 'running', waitReason: 'children' }, {}, { reason: 'children' }],
    ['no worker serves its queue', {}, { slots: new Map([['pdf', 2]]) }, { reason: 'noWorker' }],
    ['others go first', {}, {}, { reason: 'fairShare' }],
    [
      'others go first, though it was put off until a while ago',
      { waitReason: 'rateLimited', waitUntil: before },
      {},
      { reason: 'fairShare' },
    ],
    ['others go first, though its time has come', { status: 'scheduled', runAt: before }, {}, { reason: 'fairShare' }],
  ])('%s', (_, of, obstacles, waiting) => {
    expect(whyItWaits(job(of), house(obstacles), now)).toEqual(waiting);
  });

  it.each<[string, Partial<WaitingJob>]>([
    ['runs', { status: 'running' }],
    ['is being cancelled', { status: 'cancelling' }],
    ['has ended', { status: 'failed' }],
  ])('is not asked of one that %s', (_, of) => {
    expect(whyItWaits(job(of), house({ paused: new Set(['video']) }), now)).toBeUndefined();
  });

  it('is told by the reason that stands first in the way', () => {
    const all = house({ paused: new Set(['video']), engines: enginesOf(down), slots: new Map() });
    const putOff = job({ status: 'retrying', waitReason: 'backoff', waitUntil: after });

    expect(whyItWaits(job({ status: 'scheduled', runAt: after }), all, now)?.reason).toBe('scheduled');
    expect(whyItWaits(putOff, all, now)?.reason).toBe('paused');
    expect(whyItWaits(putOff, { ...all, paused: new Set() }, now)?.reason).toBe('engineDown');
    expect(whyItWaits(putOff, { ...all, paused: new Set(), engines: new Map() }, now)?.reason).toBe('backoff');
  });

  it('does not blame an engine that the job does not need, or that is up', () => {
    const engines = enginesOf(down);

    expect(whyItWaits(job({ type: 'video.process' }), house({ engines }), now)?.reason).toBe('fairShare');
    expect(whyItWaits(job(), house({ engines: enginesOf({ ...down, state: 'closed' }) }), now)?.reason).toBe(
      'fairShare',
    );
  });
});

describe('the line of a queue', () => {
  it('is of those that need a slot and nothing else', () => {
    expect(isInLine(job(), now)).toBe(true);
    expect(isInLine(job({ status: 'scheduled', runAt: before }), now)).toBe(true);
    expect(isInLine(job({ status: 'scheduled', runAt: after }), now)).toBe(false);
    expect(isInLine(job({ status: 'running', waitReason: 'children' }), now)).toBe(false);
    expect(isInLine(job({ status: 'retrying' }), now)).toBe(true);
    expect(isInLine(job({ status: 'retrying', waitReason: 'backoff', waitUntil: after }), now)).toBe(false);
  });
});
