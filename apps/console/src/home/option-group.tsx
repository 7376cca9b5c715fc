import type { ReactNode } from 'react';

interface OptionGroupProps {
  readonly legend: string;
  /** Beside one another where there is room. */
  readonly inColumns?: boolean;
  readonly children: ReactNode;
}

/** Options that belong together. */
export function OptionGroup({ legend, inColumns = false, children }: OptionGroupProps) {
  return (
    <fieldset className={inColumns ? 'option-group columns' : 'option-group'}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}
