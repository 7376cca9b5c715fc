import { jest } from '@jest/globals';
import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { PolyspoolProvider, TaskProgress, useTaskStatus } from './polyspool-react.js';
import { failed, FakeClient } from './testing/fake-client.js';

let fake: FakeClient;
let logged: string[];
beforeEach(() => {
  jest.useFakeTimers();
  fake = new FakeClient();
  logged = [];
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const Around = ({ children }: { children: ReactNode }) => (
  <PolyspoolProvider client={fake.client} log={log}>
    {children}
  </PolyspoolProvider>
);
const log = (message: string) => logged.push(message);
const after = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const follow = (taskId: string | null, pollInterval?: number) =>
  renderHook(({ id }) => useTaskStatus(id, pollInterval), { wrapper: Around, initialProps: { id: taskId } });

describe('useTaskStatus (R093, R094)', () => {
  it('asks at once, then every two seconds, until the task has succeeded', async () => {
    fake.answers = [{}, { state: 'progress', progress: 40 }, { state: 'success', progress: 100, result: { words: 3 } }];
    const { result } = follow('t1');
    expect(result.current).toEqual({ status: null, isPolling: true, error: null });

    await after(0);
    expect(result.current.status?.state).toBe('pending');
    await after(1_999);
    expect(fake.asked).toHaveLength(1);
    await after(1);
    expect(result.current.status?.progress).toBe(40);
    await after(2_000);
    expect(result.current).toMatchObject({ status: { state: 'success', result: { words: 3 } }, isPolling: false });
    await after(20_000);

    expect(fake.asked).toEqual(Array(3).fill('GET /api/tasks/t1/status'));
    expect(logged).toEqual(Array(3).fill('Poll update'));
  });

  it.each(['failure', 'revoked'] as const)('stops when it is over by %s', async (state) => {
    fake.answers = [{ state }];
    const { result } = follow('t1', 100);

    await after(1_000);

    expect([result.current.isPolling, fake.asked.length]).toEqual([false, 1]);
  });

  it('stands passing trouble, tells of one that stays, and recovers', async () => {
    fake.answers = [{ progress: 7 }, ...Array(6).fill(failed(503)), { progress: 9 }];
    const { result } = follow('t1', 100);

    await after(450);
    expect(result.current).toMatchObject({ status: { progress: 7 }, isPolling: true, error: null });
    await after(150);
    expect(result.current).toMatchObject({ status: { progress: 7 }, isPolling: true, error: 'HTTP 503' });
    await after(200);
    expect(result.current).toMatchObject({ status: { progress: 9 }, error: null });
    expect(logged.filter((one) => one === 'Poll failed')).toHaveLength(6);
  });

  it('stops at an answer that no other poll will change', async () => {
    fake.answers = [failed(404)];
    const { result } = follow('t1', 100);

    await after(1_000);

    expect(result.current).toEqual({ status: null, isPolling: false, error: 'HTTP 404' });
    expect(fake.asked).toHaveLength(1);
  });

  it('forgets with its id, asks about another one at once, and stops when it is gone', async () => {
    fake.answers = [{ state: 'progress', progress: 40 }];
    const { result, rerender, unmount } = follow('t1', 100);
    await after(0);

    rerender({ id: 't2' });
    expect(result.current).toEqual({ status: null, isPolling: true, error: null });
    await after(0);
    expect(result.current.status?.task_id).toBe('t2');
    rerender({ id: null });
    expect(result.current).toEqual({ status: null, isPolling: false, error: null });
    await after(1_000);
    rerender({ id: 't3' });
    await after(0);
    unmount();
    await after(1_000);

    expect(fake.asked.map((one) => one.split('/')[3])).toEqual(['t1', 't2', 't3']);
  });

  it('asks without delay when the live channel has news, and not more often than it pays', async () => {
    fake.answers = [{}];
    follow('t1');
    await after(500);

    for (let news = 0; news < 10; news += 1) {
      fake.tellNews();
      await after(0);
    }
    expect(fake.asked).toHaveLength(2);
    await after(1_000);
    expect(fake.asked.length).toBeLessThanOrEqual(3);
  });
});

describe('TaskProgress', () => {
  const show = (props: Partial<Parameters<typeof TaskProgress>[0]> = {}) => (
    <StrictMode>
      <TaskProgress taskId="t1" {...props} />
    </StrictMode>
  );
  const open = async (props?: Parameters<typeof show>[0]) => {
    const view = render(show(props), { wrapper: Around });
    await after(0);
    return view;
  };

  it('shows nothing without a task, and that it is loading before it knows more (R096)', async () => {
    const { container } = render(show({ taskId: null }), { wrapper: Around });
    expect(container.innerHTML).toBe('');

    render(show(), { wrapper: Around });
    expect(screen.getByText('Loading...')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('Processing Video');
    await after(0);
  });

  it('shows the bar, percent and message while it works, under the title it is given (R095, R096)', async () => {
    fake.answers = [{ state: 'progress', progress: 45, message: 'Transcribing audio...' }];

    await open({ title: 'Film' });

    const bar = screen.getByRole('progressbar', { name: 'Film' });
    expect(bar.getAttribute('aria-valuenow')).toBe('45');
    expect((bar.firstElementChild as HTMLElement).style).toMatchObject({ width: '45%', transition: 'width 0.3s ease' });
    for (const text of ['45%', 'Transcribing audio...', 'Checking status every 2 seconds...']) {
      expect(screen.getByText(text)).toBeTruthy();
    }
  });

  it.each([
    [{ state: 'success', result: { words: 3 } }, 'Processing completed successfully!', ['done', { words: 3 }]],
    [{ state: 'failure', error: 'No audio' }, 'Processing failed: No audio', ['error', 'No audio']],
    [{ state: 'failure', error: null }, 'Processing failed: Unknown error', ['error', 'Unknown error']],
    [
      { state: 'revoked', message: 'Task is in REVOKED state' },
      'Processing was cancelled',
      ['error', 'Task is in REVOKED state'],
    ],
    [failed(404), 'Failed to check task status: HTTP 404', ['error', 'HTTP 404']],
  ] as const)(
    'says how it has ended, to who looks and to who asked, once, however often it is drawn again (R095, R096): %o',
    async (answer, text, told) => {
      fake.answers = [answer as never];
      const calls: unknown[] = [];
      const inline = () => ({
        onComplete: (result: unknown) => calls.push(['done', result]),
        onError: (error: string) => calls.push(['error', error]),
      });
      const view = await open(inline());

      for (let times = 0; times < 3; times += 1) view.rerender(show(inline()));
      await after(5_000);

      expect(screen.getByText(text)).toBeTruthy();
      expect(calls).toEqual([told]);
    },
  );

  /** What is shown lies in the box of how it stands, that in the part which is read out, that in the card. */
  const boxOf = (text: string) => screen.getByText(text).style;
  const cardOf = (text: string) => screen.getByText(text).closest('[aria-live]')!.parentElement!.style;

  it('looks as it was drawn (R097)', async () => {
    fake.answers = [{ state: 'progress', progress: 45, message: 'Working' }, { state: 'success' }];
    await open();

    const track = screen.getByRole('progressbar');
    expect(cardOf('Working')).toMatchObject({ background: 'rgba(0, 0, 0, 0.9)', maxWidth: '500px', color: 'white' });
    expect(track.style).toMatchObject({ height: '8px', borderRadius: '8px', background: 'rgba(255, 255, 255, 0.1)' });
    expect((track.firstElementChild as HTMLElement).style).toMatchObject({
      background: 'linear-gradient(90deg, #667eea 0%, #764ba2 100%)',
      transition: 'width 0.3s ease',
    });

    await after(2_000);
    expect(boxOf('Processing completed successfully!').color).toBe('rgb(70, 211, 105)');
  });

  it('shows what has failed in red (R097)', async () => {
    fake.answers = [{ state: 'failure', error: 'No audio' }];

    await open();

    expect(boxOf('Processing failed: No audio').color).toBe('rgb(239, 68, 68)');
  });

  it('does not move for who wants less of that (R097)', async () => {
    const asked: string[] = [];
    const calm = { matches: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    Object.assign(window, { matchMedia: (query: string) => (asked.push(query), calm) });
    fake.answers = [{ state: 'progress', progress: 45 }];

    await open();
    Reflect.deleteProperty(window, 'matchMedia');

    expect((screen.getByRole('progressbar').firstElementChild as HTMLElement).style.transition).toBe('none');
    expect(new Set(asked)).toEqual(new Set(['(prefers-reduced-motion: reduce)']));
  });
});
