import type { LearnerState } from '@polyspool/contracts/learner';
import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { SelectField } from '../ui/select-field.js';
import { everyWord, type VocabularyFilter } from './filter-entries.js';
import { LevelChips } from './level-chips.js';
import { kindNames, stateNames } from './word-names.js';

interface VocabularyFiltersProps {
  readonly value: VocabularyFilter;
  readonly onChange: (value: VocabularyFilter) => void;
}

const states = [['', 'All states'], ...Object.entries(stateNames)] as [LearnerState | '', string][];
const kinds = [['', 'All kinds'], ...Object.entries(kindNames)] as [VocabularyEntry['kind'] | '', string][];

export function VocabularyFilters({ value, onChange }: VocabularyFiltersProps) {
  const set = (change: Partial<VocabularyFilter>) => onChange({ ...value, ...change });
  return (
    <div className="vocabulary-filters" role="search" aria-label="Words">
      <LevelChips value={value.levels} onChange={(levels) => set({ levels })} />
      <SelectField label="State" value={value.state} options={states} onChange={(state) => set({ state })} />
      <SelectField label="Kind" value={value.kind} options={kinds} onChange={(kind) => set({ kind })} />
      <label className="field">
        <span>Search</span>
        <input
          type="search"
          placeholder="Word or meaning"
          value={value.text}
          onChange={({ target }) => set({ text: target.value })}
        />
      </label>
      <button className="button" type="button" disabled={value === everyWord} onClick={() => onChange(everyWord)}>
        Show all
      </button>
    </div>
  );
}
