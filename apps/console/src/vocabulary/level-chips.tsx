import { cefrLevels, type CefrLevel } from '@polyspool/contracts/vocabulary';
import { Chips } from '../ui/chips.js';

interface LevelChipsProps {
  readonly value: readonly CefrLevel[];
  readonly onChange: (levels: readonly CefrLevel[]) => void;
}

const options = cefrLevels.map((level) => [level, level] as const);

/** The levels of the Common European Framework, in their order. */
export function LevelChips({ value, onChange }: LevelChipsProps) {
  return (
    <Chips
      legend="Levels"
      options={options}
      value={value}
      onChange={(levels) => onChange(cefrLevels.filter((level) => levels.includes(level)))}
    />
  );
}
