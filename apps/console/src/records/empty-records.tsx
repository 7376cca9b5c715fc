import { AudioLines, SearchX } from 'lucide-react';
import { Link } from 'react-router';

export function EmptyRecords({ isForAll, onShowAll }: { isForAll: boolean; onShowAll: () => void }) {
  return isForAll ? <NoRecords /> : <NothingFound onShowAll={onShowAll} />;
}

function NoRecords() {
  return (
    <div className="empty">
      <AudioLines aria-hidden size={44} strokeWidth={1.4} />
      <p className="empty-title">No recordings yet</p>
      <p className="muted">
        Add one, and you will see how loud and clear it is, who speaks when, and what is said, where an engine has the
        language.
      </p>
      <Link className="button primary" to="/recordings/new">
        Add the first recording
      </Link>
    </div>
  );
}

function NothingFound({ onShowAll }: { onShowAll: () => void }) {
  return (
    <div className="empty">
      <SearchX aria-hidden size={44} strokeWidth={1.4} />
      <p className="empty-title">No recording is like that</p>
      <p className="muted">
        Words are found by how they begin, in any script. Category and contributor have to be written as they are in the
        recording.
      </p>
      <button className="button" type="button" onClick={onShowAll}>
        Show all recordings
      </button>
    </div>
  );
}
