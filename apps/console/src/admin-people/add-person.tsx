import { Role, type NewAccount } from '@polyspool/contracts/people';
import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useAccessChange } from '../keys/use-keys.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { roleHelp, roleNames } from './people-words.js';

/** Somebody new; a key is given out in their row. */
export function AddPerson() {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <PersonForm close={() => setIsOpen(false)} />;
  return (
    <button className="button primary fit" type="button" onClick={() => setIsOpen(true)}>
      <Plus aria-hidden size={16} />
      Add somebody
    </button>
  );
}

function PersonForm({ close }: { close: () => void }) {
  const { api } = useSession();
  const [draft, setDraft] = useState<NewAccount>({ name: '', role: 'user' });
  const [isChecked, setIsChecked] = useState(false);
  const adding = useAccessChange((asked: NewAccount) => api.access.addPerson(asked));
  const isMissing = !draft.name.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!isMissing) adding.mutate({ ...draft, name: draft.name.trim() }, { onSuccess: close });
  };
  return (
    <section className="card page-stack" aria-label="Somebody new">
      <h2>Somebody new</h2>
      <form className="page-stack" aria-label="Somebody new" onSubmit={send} noValidate>
        <TextField
          label="Name"
          fault={isChecked && isMissing ? 'They need a name' : undefined}
          value={draft.name}
          autoFocus
          onChange={(name) => setDraft((known) => ({ ...known, name }))}
        />
        <SelectField
          label="Role"
          help={roleHelp[draft.role]}
          value={draft.role}
          options={Role.options.map((role) => [role, roleNames[role]] as const)}
          onChange={(role) => setDraft((known) => ({ ...known, role }))}
        />
        {adding.error && <ProblemNotice problem={ApiProblem.from(adding.error)} />}
        <div className="button-row">
          <button className="button primary" type="submit" disabled={adding.isPending}>
            Add them
          </button>
          <button className="button" type="button" onClick={close}>
            Leave it
          </button>
        </div>
      </form>
    </section>
  );
}
