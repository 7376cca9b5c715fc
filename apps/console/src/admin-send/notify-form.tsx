import type { Channel } from '@polyspool/contracts/notifications';
import { ApiProblem } from '../api/api-problem.js';
import { channelNames } from '../notifications/notification-words.js';
import { Chips } from '../ui/chips.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { recipientsOf } from './recipients-of.js';
import { useNotifyForm, type SaidTopic } from './use-notify-form.js';

const topics: readonly (readonly [SaidTopic, string])[] = [
  ['announcement', 'News'],
  ['security', 'Security: reaches everybody named'],
  ['systemAlert', 'Trouble of the system: not held back by quiet hours'],
];

const channels = (Object.keys(channelNames) as Channel[]).map((channel) => [channel, channelNames[channel]] as const);

export function NotifyForm({ onSent }: { onSent: (jobId: string) => void }) {
  const { draft, change, faults, send, sending } = useNotifyForm(onSent);
  return (
    <section className="card page-stack" aria-label="A notification">
      <RecipientsField value={draft.to} fault={faults.to} onChange={(to) => change({ to })} />
      <TextField
        label="Subject"
        value={draft.subject}
        fault={faults.subject}
        onChange={(subject) => change({ subject })}
      />
      <TextField
        label="Message"
        help="As text; line breaks stay."
        rows={5}
        value={draft.message}
        fault={faults.message}
        onChange={(message) => change({ message })}
      />
      <SelectField label="It is" value={draft.topic} options={topics} onChange={(topic) => change({ topic })} />
      <Chips
        legend="Only by (otherwise as each prefers)"
        options={channels}
        value={draft.channels}
        onChange={(chosen) => change({ channels: chosen })}
      />
      <div className="button-row">
        <button className="button primary" type="button" disabled={sending.isPending} onClick={() => send(false)}>
          Send
        </button>
        <button className="button" type="button" disabled={sending.isPending} onClick={() => send(true)}>
          Send only to me, to try it
        </button>
      </div>
      {sending.error && <ProblemNotice problem={ApiProblem.from(sending.error)} />}
    </section>
  );
}

interface RecipientsFieldProps {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

function RecipientsField({ value, fault, onChange }: RecipientsFieldProps) {
  const count = recipientsOf(value).recipients.length;
  const counted = count > 0 ? ` ${count === 1 ? 'One recipient' : `${count} recipients`} so far.` : '';
  return (
    <TextField
      label="To"
      help={`E-mail addresses, phone numbers with their country, or ids of people, one a line.${counted}`}
      rows={3}
      value={value}
      fault={fault}
      onChange={onChange}
    />
  );
}
