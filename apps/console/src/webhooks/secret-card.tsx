import { KeyRound } from 'lucide-react';
import { CopyButton } from '../ui/copy-button.js';

interface SecretCardProps {
  readonly secret: string;
  readonly onDone: () => void;
}

/** The only time that it is seen. */
export function SecretCard({ secret, onDone }: SecretCardProps) {
  return (
    <div className="notice info secret-card" role="group" aria-label="The secret of the webhook">
      <KeyRound aria-hidden size={20} />
      <div className="page-stack tight">
        <p className="notice-title">The secret: it is shown only now</p>
        <p>
          Keep it where the receiver can read it. With it the receiver checks that a message comes from here, as
          Standard Webhooks says: the header <code>webhook-signature</code>.
        </p>
        <code className="secret" tabIndex={0} aria-label="Secret">
          {secret}
        </code>
        <div className="button-row">
          <CopyButton text={secret} what="the secret" />
          <button className="button quiet" type="button" onClick={onDone}>
            I have kept it
          </button>
        </div>
      </div>
    </div>
  );
}
