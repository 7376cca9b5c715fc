import type { NotificationPreferences } from '@polyspool/contracts/notifications';
import { useSession } from '../session/session.js';
import { TextField } from '../ui/text-field.js';
import { useChange } from '../ui/use-pages.js';
import { RefusalNotice } from './refusal-notice.js';

interface EmailFieldProps {
  readonly value: string;
  readonly saved: NotificationPreferences;
  readonly fault: string | undefined;
  readonly onChange: (email: string) => void;
}

/** An address, and whether its owner has said that it is theirs. */
export function EmailField({ value, saved, fault, onChange }: EmailFieldProps) {
  const { api } = useSession();
  const sending = useChange('preferences', api.notifications.confirmEmail);
  const standing = standingOf(value, saved);
  return (
    <div className="option-stack">
      <TextField
        label="E-mail"
        value={value}
        help={standing && standings[standing]}
        fault={fault}
        inputMode="email"
        placeholder="anna@example.org"
        onChange={(email) => {
          sending.reset();
          onChange(email);
        }}
      />
      {standing === 'unconfirmed' && (
        <div className="button-row">
          <button className="button small" type="button" disabled={sending.isPending} onClick={() => sending.mutate()}>
            {sending.isPending ? 'Sending…' : 'Send again'}
          </button>
          <p className="saved muted small" role="status">
            {sending.isSuccess && 'Another mail is on its way'}
          </p>
        </div>
      )}
      {/* Where it was confirmed meanwhile, that is all there is to say. */}
      {sending.error && standing !== 'confirmed' && <RefusalNotice error={sending.error} />}
    </div>
  );
}

const standings = {
  new: 'When you save, we send a mail with a link there. Nothing else goes there until you confirm it.',
  unconfirmed:
    'Not confirmed yet. We have sent a mail: its link, good for a day, asks whether the address is yours. Nothing else goes there until then.',
  confirmed: 'Confirmed',
} as const;

function standingOf(written: string, { email, emailVerified }: NotificationPreferences) {
  const address = written.trim().toLowerCase();
  if (address === '') return undefined;
  if (address !== email?.toLowerCase()) return 'new';
  return emailVerified ? 'confirmed' : 'unconfirmed';
}
