import type { AuditEntry } from '@polyspool/contracts/audit';
import { useMe } from '../session/use-me.js';
import { fullDate } from '../ui/format.js';
import { actionWords, roleWords } from './audit-words.js';

interface AuditRowProps {
  readonly entry: AuditEntry;
  /** Wants to see what this person did. */
  readonly onOnly: (actorId: string) => void;
}

export function AuditRow({ entry, onOnly }: AuditRowProps) {
  const { at, action, subject } = entry;
  return (
    <li className="operation-row audit-row">
      <div className="audit-what">
        <h2>{actionWords(action)}</h2>
        <p className="audit-subject">
          <code>{subject}</code>
        </p>
        <p className="muted small">
          <time dateTime={at}>{fullDate(at)}</time> · <Actor entry={entry} onOnly={onOnly} />
        </p>
      </div>
      <Detail entry={entry} />
    </li>
  );
}

function Actor({ entry: { actorId, actorRole }, onOnly }: AuditRowProps) {
  const me = useMe().data;
  if (actorId === undefined) return roleWords(actorRole);
  if (actorId === me?.id) return 'You';
  return (
    <>
      {roleWords(actorRole)},{' '}
      <button className="link-button" type="button" title="Only what this person did" onClick={() => onOnly(actorId)}>
        {actorId.slice(-8)}
      </button>
    </>
  );
}

function Detail({ entry: { action, detail, traceId } }: { entry: AuditEntry }) {
  const shown = [
    ['action', action],
    ...Object.entries(detail),
    ...(traceId ? [['trace', traceId] as const] : []),
  ] as const;
  return (
    <details className="audit-detail">
      <summary>Details</summary>
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
