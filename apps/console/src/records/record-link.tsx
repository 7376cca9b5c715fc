import { Link } from 'react-router';
import { useRecord } from '../record/use-record.js';

/** To the page of a recording, by its title. */
export function RecordLink({ id }: { id: string }) {
  const { data, isError } = useRecord(id, true);
  if (isError) return <span className="muted">A recording that is gone</span>;
  return (
    <Link to={`/recordings/${id}`} dir="auto" lang={data?.language}>
      {data?.title ?? 'Recording'}
    </Link>
  );
}
