import type { CorpusRecord } from '@polyspool/contracts/records';
import { RecordRow } from './record-row.js';

interface RecordListProps {
  readonly records: readonly CorpusRecord[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: readonly string[], isChosen: boolean) => void;
}

export function RecordList({ records, chosen, onChoose }: RecordListProps) {
  const open = records.filter(({ uploadId }) => uploadId).map(({ id }) => id);
  const isAll = open.length > 0 && open.every((id) => chosen.has(id));
  return (
    <>
      <label className="check small choose-all">
        <input
          type="checkbox"
          checked={isAll}
          disabled={open.length === 0}
          onChange={({ target }) => onChoose(open, target.checked)}
        />
        Choose all that are shown
      </label>
      <ul className="record-rows" aria-label="Recordings">
        {records.map((record) => (
          <RecordRow
            key={record.id}
            record={record}
            isChosen={chosen.has(record.id)}
            onChoose={(isChosen) => onChoose([record.id], isChosen)}
          />
        ))}
      </ul>
    </>
  );
}
