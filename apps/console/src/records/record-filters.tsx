import { ProcessingState } from '@polyspool/contracts/processing-state';
import { Search, X } from 'lucide-react';
import { SelectField } from '../ui/select-field.js';
import { languageOptions } from './language-options.js';
import { stateLabels } from './record-words.js';
import { SuggestField } from './suggest-field.js';
import { searchForAll, type RecordSearch } from './use-record-search.js';
import { useSuggestions } from './use-suggestions.js';

interface RecordFiltersProps {
  readonly search: RecordSearch;
  readonly isForAll: boolean;
  readonly onChange: (change: Partial<RecordSearch>) => void;
}

export function RecordFilters({ search, isForAll, onChange }: RecordFiltersProps) {
  const suggested = useSuggestions();
  return (
    <div role="search" aria-label="Recordings" className="record-filters">
      <SearchField value={search.q} onChange={(q) => onChange({ q })} />
      <SelectField
        label="Language"
        value={search.language}
        options={languageOptions('Any language', [...suggested('language'), search.language])}
        onChange={(language) => onChange({ language })}
      />
      <SuggestField
        label="Category"
        value={search.category}
        suggestions={suggested('category')}
        onChange={(category) => onChange({ category })}
      />
      <SuggestField
        label="Contributor"
        value={search.contributor}
        suggestions={suggested('contributor')}
        onChange={(contributor) => onChange({ contributor })}
      />
      <SelectField
        label="State"
        value={search.state}
        options={[['', 'Any state'], ...ProcessingState.options.map((state) => [state, stateLabels[state]] as const)]}
        onChange={(state) => onChange({ state })}
      />
      {!isForAll && (
        <button className="button quiet small" type="button" onClick={() => onChange(searchForAll)}>
          <X aria-hidden size={16} />
          Show all
        </button>
      )}
    </div>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className="field search-field">
      <span>Search</span>
      <span className="search-box">
        <Search aria-hidden size={18} />
        <input
          type="search"
          dir="auto"
          placeholder="Words of the title, of what is said, of a name…"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </span>
    </label>
  );
}
