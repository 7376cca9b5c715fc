import type { Me } from '@polyspool/contracts/people';
import { UserX } from 'lucide-react';
import { AskingButton } from '../ui/asking-button.js';
import { EraseQuestion } from './erase-question.js';

/** The end of an account (GDPR, article 17). */
export function EraseCard({ me }: { me: Me }) {
  return (
    <section className="card page-stack" aria-labelledby="erase">
      <h2 className="with-icon" id="erase">
        <UserX aria-hidden size={20} strokeWidth={1.8} />
        Erase your account
      </h2>
      <p>This takes away all that is kept of you, and cannot be undone:</p>
      <ul className="plain-list">
        <li>What runs for you is stopped.</li>
        <li>
          Your recordings, documents, films and all that was made of them are deleted, your words and settings too.
        </li>
        <li>What backups hold of you can never be read again: its key is destroyed.</li>
        <li>Your keys open nothing from then on: you are signed out, and the name can be given to someone else.</li>
      </ul>
      <p>
        What stays is a certificate that names nobody, and that somebody was erased. Take a copy of your data first, if
        you want one.
      </p>
      <AskingButton className="button danger fit" label="Erase my account…" question="Erase your account?">
        {(close) => <EraseQuestion me={me} close={close} />}
      </AskingButton>
    </section>
  );
}
