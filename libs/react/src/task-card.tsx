import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { looks } from './task-looks.js';

/** The dark card with its title; what changes in it is read out. */
export function TaskCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div style={looks.container}>
      <h3 style={looks.title}>{title}</h3>
      <div aria-live="polite">{children}</div>
    </div>
  );
}

/** How far something is, in percent. */
export function TaskBar({ label, percent }: { readonly label: string; readonly percent: number }) {
  const isCalm = useReducedMotion();
  const shown = Math.min(100, Math.max(0, percent));
  const transition = isCalm ? 'none' : 'width 0.3s ease';
  const range = { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': shown };
  return (
    <>
      <div role="progressbar" aria-label={label} {...range} style={looks.track}>
        <div style={{ ...looks.fill, width: `${shown}%`, transition }} />
      </div>
      <div style={looks.percentage}>{shown}%</div>
    </>
  );
}

const question = '(prefers-reduced-motion: reduce)';
const media = () => (typeof matchMedia === 'undefined' ? undefined : matchMedia(question));
const subscribe = (onChange: () => void) => {
  const list = media();
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
};

const useReducedMotion = () =>
  useSyncExternalStore(
    subscribe,
    () => media()?.matches ?? false,
    () => false,
  );
