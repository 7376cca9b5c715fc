import type { ApiKey } from '@polyspool/contracts/api-keys';
import { fullDate, timeAgo } from '../ui/format.js';
import { scopeWords, stateNames, stateOf, stateTones } from './key-words.js';

export function KeyBadge({ apiKey }: { apiKey: ApiKey }) {
  const state = stateOf(apiKey);
  return <span className={`badge ${stateTones[state]}`}>{stateNames[state]}</span>;
}

/** What it opens, and since when, until when and how lately. */
export function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const { status, prefix, scopes, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  return (
    <>
      <p className="small">{scopeWords(scopes)}</p>
      <p className="muted small">
        {prefix && (
          <>
            <code>{prefix}…</code>
            {' · '}
          </>
        )}
        made <When at={createdAt} />
        {' · '}
        {lastUsedAt ? (
          <>
            last used <When at={lastUsedAt} />
          </>
        ) : (
          'not used yet'
        )}
        {expiresAt && !revokedAt && (
          <>
            {' · '}
            {status === 'expired' ? 'ended' : 'ends'} <When at={expiresAt} />
          </>
        )}
        {revokedAt && (
          <>
            {' · revoked '}
            <When at={revokedAt} />
          </>
        )}
      </p>
    </>
  );
}

const When = ({ at }: { at: string }) => (
  <time dateTime={at} title={fullDate(at)}>
    {timeAgo(at)}
  </time>
);
