import type { Account, Me } from '@polyspool/contracts/people';
import { useState } from 'react';
import { fullDate, timeAgo } from '../ui/format.js';
import { keysInWords, roleNames } from './people-words.js';
import { PersonActions } from './person-actions.js';
import { PersonKeys } from './person-keys.js';

interface PersonRowProps {
  readonly account: Account;
  /** Who looks. */
  readonly me: Me | undefined;
}

export function PersonRow({ account, me }: PersonRowProps) {
  const { id, name, role, signIn, activeKeys, lastUsedAt, disabledAt, createdAt } = account;
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = me?.role === 'admin';
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h2 className="person-name" dir="auto">
          {name}
        </h2>
        <span className={`badge ${role === 'user' ? '' : 'status-running'}`}>{roleNames[role]}</span>
        {disabledAt && <span className="badge status-failed">Shut out</span>}
        {id === me?.id && <span className="badge">You</span>}
      </div>
      <p className="muted small operation-detail">
        <code>{id}</code>
        {signIn && ` · signs in at ${signIn.issuer} as ${signIn.subject}`} · here since{' '}
        <time dateTime={createdAt}>{fullDate(createdAt)}</time>
        {' · '}
        {lastUsedAt ? (
          <>
            last seen <time dateTime={lastUsedAt}>{timeAgo(lastUsedAt)}</time>
          </>
        ) : (
          'has used no key yet'
        )}
      </p>
      <div className="button-row operation-actions">
        <button
          className="button small"
          type="button"
          aria-expanded={isOpen}
          aria-label={`${keysInWords(activeKeys)} of ${name}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {keysInWords(activeKeys)}
        </button>
        {mayChange && <PersonActions account={account} />}
      </div>
      {isOpen && <PersonKeys account={account} mayChange={mayChange} />}
    </li>
  );
}
