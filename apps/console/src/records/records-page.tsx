import { ChartColumn, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { EmptyRecords } from './empty-records.js';
import { MoreRecords } from './more-records.js';
import { RecordFilters } from './record-filters.js';
import { RecordList } from './record-list.js';
import { SelectionBar } from './selection-bar.js';
import { searchForAll, useRecordSearch } from './use-record-search.js';
import { useRecords } from './use-records.js';

export function RecordsPage() {
  const { search, set, settled, isForAll } = useRecordSearch();
  const list = useRecords(settled);
  const [chosen, choose, clear] = useChosen();
  const records = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isEmpty = list.isSuccess && records.length === 0;
  const { fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <div className="records-page">
      <title>Recordings · Polyspool</title>
      <PageHead />
      {!(isEmpty && isForAll) && <RecordFilters search={search} isForAll={isForAll} onChange={set} />}
      {list.error && <ProblemNotice problem={ApiProblem.from(list.error)} />}
      {list.isPending && <p className="muted">Loading…</p>}
      {isEmpty && <EmptyRecords isForAll={isForAll} onShowAll={() => set(searchForAll)} />}
      {records.length > 0 && <RecordList records={records} chosen={chosen} onChoose={choose} />}
      {list.hasNextPage && <MoreRecords isLoading={list.isFetchingNextPage} onMore={more} />}
      {chosen.size > 0 && <SelectionBar chosen={chosen} onClear={clear} />}
    </div>
  );
}

function PageHead() {
  return (
    <header className="section-head page-head">
      <h1>Recordings</h1>
      <div className="button-row">
        <Link className="button" to="/recordings/statistics">
          <ChartColumn aria-hidden size={16} />
          Statistics
        </Link>
        <Link className="button primary" to="/recordings/new">
          <Plus aria-hidden size={16} />
          Add a recording
        </Link>
      </div>
    </header>
  );
}

/** They stay chosen while something else is looked for. */
function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (ids: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids)
        if (isChosen) after.add(id);
        else after.delete(id);
      return after;
    });
  return [chosen, choose, () => setChosen(new Set())] as const;
}
