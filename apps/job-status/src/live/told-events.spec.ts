import type { JobEvent } from '@polyspool/contracts/job-status';
import { ToldEvents } from './told-events.js';

const event = (jobId: string, seq: number, parentId?: string) => ({ jobId, seq, parentId }) as JobEvent;

describe('what subscribers have been told', () => {
  it('is the highest number of each job and child', () => {
    const told = new ToldEvents();

    told.open(
      'a',
      new Map([
        ['a', 3],
        ['a1', 2],
      ]),
    );
    told.event(event('a', 5));
    told.event(event('a', 4));
    told.event(event('a1', 7, 'a'));
    told.event(event('a2', 1, 'a'));

    expect([...told.known(() => false).known]).toEqual([
      ['a', 5],
      ['a1', 7],
      ['a2', 1],
    ]);
  });

  it('is what the first subscriber knows, though one who comes later may know more', () => {
    const told = new ToldEvents();

    told.open('a', new Map([['a', 3]]));
    told.open(
      'a',
      new Map([
        ['a', 5],
        ['a1', 2],
      ]),
    );

    expect(told.unaware(event('a', 4))).toEqual(['a']);
    expect(told.unaware(event('a1', 1, 'a'))).toEqual(['a']);
  });

  it('shows by the numbers what is new, and what is missing before it', () => {
    const told = new ToldEvents();
    told.open(
      'a',
      new Map([
        ['a', 3],
        ['a1', 2],
      ]),
    );

    expect(told.unaware(event('a', 3))).toEqual([]);
    expect(told.lacksBefore(event('a', 4))).toBe(false);
    expect(told.lacksBefore(event('a', 5))).toBe(true);
    expect(told.lacksBefore(event('a1', 4, 'a'))).toBe(true);
    expect(told.lacksBefore(event('a2', 1, 'a'))).toBe(false);
    expect(told.lacksBefore(event('a2', 2, 'a'))).toBe(true);
  });

  it('is not kept for jobs that nobody follows', () => {
    const told = new ToldEvents();

    told.event(event('b', 1));
    told.open('a', new Map([['a', 3]]));
    expect(told.unaware(event('b', 2))).toEqual([]);
    expect(told.lacksBefore(event('b', 9))).toBe(false);

    expect(told.known(() => true)).toEqual({ known: new Map(), rooms: [] });
    expect(told.known(() => false).rooms).toEqual([]);
  });
});
