import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CronPreview } from './cron-preview.js';
import { useOperation } from './use-polled.js';

interface CronFormProps {
  readonly name: string;
  readonly cron: string;
  readonly close: () => void;
}

/** What is wrong with a time, the server says. */
export function CronForm({ name, cron, close }: CronFormProps) {
  const { api } = useSession();
  const change = useOperation((wanted: string) => api.operations.changeSchedule(name, { cron: wanted }));
  const [wanted, setWanted] = useState(cron);
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(wanted.trim(), { onSuccess: close });
  };
  return (
    <form className="cron-form" onSubmit={save}>
      <label className="field">
        <span>Time, as cron writes it, in UTC</span>
        <input
          name="cron"
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          required
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          autoFocus
        />
      </label>
      <p className="hint">
        Minute, hour, day of month, month, day of week: <code>0 2 * * *</code> is every night at two. Six fields begin
        with the second.
      </p>
      <CronPreview cron={wanted.trim()} />
      <div className="button-row">
        <button className="button" type="button" onClick={close}>
          Leave it
        </button>
        <button className="button primary" type="submit" disabled={change.isPending}>
          Save
        </button>
      </div>
      {change.error && <ProblemNotice problem={ApiProblem.from(change.error)} />}
    </form>
  );
}
