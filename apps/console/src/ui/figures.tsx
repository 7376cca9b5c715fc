import type { ReactNode } from 'react';

/** Names with their values, side by side as far as they fit. What has no value is left out. */
export function Figures({ of }: { of: Readonly<Record<string, ReactNode>> }) {
  const shown = Object.entries(of).filter(([, value]) => value !== undefined);
  return (
    <dl className="figures">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
