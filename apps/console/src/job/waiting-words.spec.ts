import { WaitReason, type Waiting } from '@polyspool/contracts/job-status';
import { whatWasReused, whenDone, whenDoneInBrief } from './forecast-words.js';
import { whyInBrief, whyItWaits } from './waiting-words.js';

const now = Date.parse('2026-01-02T12:00:00.000Z');
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();

describe('why a job waits', () => {
  it.each<[Waiting, string]>([
    [{ reason: 'engineDown', clearsAt: inSeconds(12) }, 'does not answer. It goes on by itself, next try in 12 s.'],
    [{ reason: 'engineDown' }, 'does not answer. It goes on by itself.'],
    [{ reason: 'engineDown', position: 3 }, 'It is number 3 in line.'],
    [{ reason: 'rateLimited', clearsAt: inSeconds(125) }, 'It goes on by itself, its turn is in 2 min 5 s.'],
    [{ reason: 'fairShare', position: 3 }, 'Number 3 in line. It starts by itself.'],
    [{ reason: 'fairShare', position: 1 }, 'Next in line. It starts by itself.'],
    [{ reason: 'backoff', clearsAt: inSeconds(59) }, 'The last try did not work. Next try in 59 s.'],
    [{ reason: 'backoff', clearsAt: inSeconds(-1) }, 'Next try now.'],
    [{ reason: 'scheduled', clearsAt: inSeconds(7200) }, 'Starts in 2 h, '],
    [{ reason: 'paused' }, 'paused by those who run this server'],
    [{ reason: 'noWorker' }, 'as soon as there is'],
    [{ reason: 'children' }, 'Waiting for its parts.'],
  ])('%j is told as "%s"', (waiting, text) => {
    expect(whyItWaits(waiting, now)).toContain(text);
  });

  it('names no engine: a job waits for those that it calls as well as for those that its kind names', () => {
    expect(whyItWaits({ reason: 'engineDown' }, now)).toMatch(/^An engine that it needs does not answer/);
    expect(whyItWaits({ reason: 'rateLimited' }, now)).toMatch(/^An engine that it needs may be asked/);
  });

  it('fits into a list, whatever it is', () => {
    for (const reason of WaitReason.options) {
      expect(whyInBrief({ reason, position: 12, clearsAt: inSeconds(500) }, now).length).toBeLessThan(36);
    }
  });

  it('counts down in the list too', () => {
    expect(whyInBrief({ reason: 'backoff', clearsAt: inSeconds(12) }, now)).toBe('Next try in 12 s');
    expect(whyInBrief({ reason: 'fairShare', position: 4 }, now)).toBe('Number 4 in line');
  });
});

describe('when a job will be done', () => {
  it.each([
    [200, 350, 'Done in about 4 min, at most 6 min'],
    [200, 210, 'Done in about 4 min'],
    [-1, 20, 'Done any moment now, at most 20 s'],
    [-9, -1, 'Done any moment now'],
  ])('%d to %d seconds from now is "%s"', (p50, p90, text) => {
    expect(whenDone({ p50: inSeconds(p50), p90: inSeconds(p90) }, now)).toBe(text);
  });

  it('is one figure in a list', () => {
    expect(whenDoneInBrief({ p50: inSeconds(200), p90: inSeconds(350) }, now)).toBe('about 4 min left');
  });
});

it.each([
  [{ steps: 5, savedSeconds: 40 }, '5 steps taken from earlier work, 40 s saved'],
  [{ steps: 1, savedSeconds: 0.2 }, '1 step taken from earlier work'],
])('says what was reused: %j', (reused, text) => {
  expect(whatWasReused(reused)).toBe(text);
});
