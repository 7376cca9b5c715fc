import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

/** Among thousands of lines one is a stop for the tab key: the one in use; arrows lead to the others. */
export function useTabStop(count: number, current: number) {
  const [chosen, setChosen] = useState(0);
  const [followed, setFollowed] = useState(current);
  const wanted = useRef<{ line: number; list: HTMLElement }>(undefined);
  if (current !== followed) {
    setFollowed(current);
    if (current >= 0) setChosen(current);
  }
  // A line that was far away is drawn only now.
  useLayoutEffect(() => {
    const { line, list } = wanted.current ?? {};
    wanted.current = undefined;
    list?.querySelector<HTMLElement>(`[data-line="${line}"] .transcript-line`)?.focus();
  }, [chosen]);

  const onFocus = useCallback(({ target }: FocusEvent<HTMLElement>) => {
    const line = lineOf(target);
    if (line !== undefined) setChosen(line);
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const line = event.target instanceof HTMLButtonElement ? lineOf(event.target) : undefined;
      if (line === undefined) return;
      const next = { ArrowDown: line + 1, ArrowUp: line - 1, Home: 0, End: count - 1 }[event.key];
      if (next === undefined || next === line || next < 0 || next >= count) return;
      event.preventDefault();
      wanted.current = { line: next, list: event.currentTarget };
      setChosen(next);
    },
    [count],
  );
  return [chosen, { onFocus, onKeyDown }] as const;
}

function lineOf(element: Element): number | undefined {
  const line = element.closest<HTMLElement>('[data-line]')?.dataset['line'];
  return line === undefined ? undefined : Number(line);
}
