import type { NewApiKey } from '@polyspool/contracts/api-keys';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { KeyForm } from './key-form.js';
import { KeySecret } from './key-secret.js';
import { useAccessChange } from './use-keys.js';

/** The way to a new key; at its end it is shown. */
export function NewKey() {
  const { api } = useSession();
  const { data: me } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const adding = useAccessChange((asked: NewApiKey) => api.access.addKey(asked));
  if (adding.data) return <KeySecret made={adding.data} onDone={() => adding.reset()} />;
  if (!isOpen || !me) {
    return (
      <button className="button primary fit" type="button" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden size={16} />
        Make a key
      </button>
    );
  }
  return (
    <section className="card page-stack" aria-label="A new key">
      <h2>A new key</h2>
      <KeyForm
        role={me.role}
        given={me.scopes}
        saving={adding}
        onSubmit={(asked) => adding.mutate(asked, { onSuccess: () => setIsOpen(false) })}
        onCancel={() => setIsOpen(false)}
      />
    </section>
  );
}
