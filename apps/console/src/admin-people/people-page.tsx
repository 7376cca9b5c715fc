import { Users } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Role } from '@polyspool/contracts/people';
import { ApiProblem } from '../api/api-problem.js';
import type { PeopleFilter } from '../api/access-client.js';
import { accessKey } from '../keys/use-keys.js';
import { ShowMore } from '../operations/operations-section.js';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { usePages } from '../ui/use-pages.js';
import { AddPerson } from './add-person.js';
import { roleNames } from './people-words.js';
import { PersonRow } from './person-row.js';

export function PeoplePage() {
  const { api } = useSession();
  const { data: me } = useMe();
  const [filter, setFilter] = useState<PeopleFilter>({});
  const people = usePages([accessKey, 'people', filter], (cursor) => api.access.people(filter, cursor));
  const mayChange = me?.role === 'admin';
  return (
    <div className="operations">
      <title>People · Polyspool</title>
      <header className="operations-header">
        <h1>People</h1>
        <p className="muted">
          Who may come in, and as what.{!mayChange && ' Only administrators change anything of it.'}
        </p>
      </header>
      {mayChange && <AddPerson />}
      <section className="card page-stack" aria-label="Everybody">
        <PeopleSearch filter={filter} onChange={setFilter} />
        {people.error && <ProblemNotice problem={ApiProblem.from(people.error)} />}
        {people.isPending && <p className="muted">Loading…</p>}
        {people.data?.length === 0 && (
          <EmptyState icon={Users} title="Nobody like that">
            Try a part of the name, or another role.
          </EmptyState>
        )}
        <ul className="operation-rows" aria-label="People">
          {people.data?.map((account) => (
            <PersonRow key={account.id} account={account} me={me} />
          ))}
        </ul>
        <ShowMore query={people} what="people" />
      </section>
    </div>
  );
}

interface PeopleSearchProps {
  readonly filter: PeopleFilter;
  readonly onChange: (filter: PeopleFilter) => void;
}

function PeopleSearch({ filter, onChange }: PeopleSearchProps) {
  const [name, setName] = useState(filter.q ?? '');
  const find = (event: FormEvent) => {
    event.preventDefault();
    onChange({ ...filter, q: name.trim() || undefined });
  };
  return (
    <form className="audit-filters" role="search" aria-label="People" onSubmit={find}>
      <div className="with-button">
        <TextField label="Name, or a part of it" value={name} onChange={setName} />
        <button className="button" type="submit">
          Find
        </button>
      </div>
      <SelectField
        label="Role"
        value={filter.role ?? ''}
        options={[['', 'Any'], ...Role.options.map((role) => [role, roleNames[role]] as const)]}
        onChange={(role) => onChange({ ...filter, role: role || undefined })}
      />
    </form>
  );
}
