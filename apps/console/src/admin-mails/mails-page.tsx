import { Mail, MailCheck, Mails } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { usePolled } from '../operations/use-polled.js';
import { useSession } from '../session/session.js';
import { timeAgo } from '../ui/format.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { MailView } from './mail-view.js';

export function MailsPage() {
  const { api } = useSession();
  const mails = usePolled('mails', api.operations.mails);
  const problem = mails.error && ApiProblem.from(mails.error);
  const areNotKept = problem?.problem.code === 'mails.notKept';
  return (
    <div className="operations">
      <title>Mails · Polyspool</title>
      <header className="operations-header">
        <h1>Mails</h1>
        <p className="muted">What a system that was started on this machine would have sent. Nobody gets it.</p>
      </header>
      {areNotKept && (
        <EmptyState icon={MailCheck} title="Mails go to a real mail server">
          They leave this house, and are not kept here. What has become of each is told by the job that sent it.
        </EmptyState>
      )}
      {problem && !areNotKept && <ProblemNotice problem={problem} />}
      {mails.isPending && <p className="muted">Loading…</p>}
      {mails.data?.length === 0 && (
        <EmptyState icon={Mails} title="No mail has been written yet">
          Give your e-mail address under “How you are told”, and send yourself a notification under “Notify”: it comes
          here at once.
        </EmptyState>
      )}
      {mails.data && mails.data.length > 0 && <MailBox mails={mails.data} />}
    </div>
  );
}

type CaughtMails = Awaited<ReturnType<ReturnType<typeof useSession>['api']['operations']['mails']>>;

function MailBox({ mails }: { mails: CaughtMails }) {
  const [chosen, setChosen] = useState<string>();
  const shown = mails.find(({ id }) => id === chosen) ?? mails[0];
  return (
    <section className="card mail-box" aria-label="Mails">
      <ul className="mail-list" aria-label="Mails, newest first">
        {mails.map(({ id, subject, to, at }) => (
          <li key={id}>
            <button type="button" aria-current={id === shown?.id || undefined} onClick={() => setChosen(id)}>
              <Mail aria-hidden size={16} />
              <span className="mail-subject" dir="auto">
                {subject}
              </span>
              <span className="muted small">
                {to.join(', ')} · {timeAgo(at)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown && <MailView key={shown.id} mail={shown} />}
    </section>
  );
}
