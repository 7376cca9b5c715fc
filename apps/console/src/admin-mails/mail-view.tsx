import type { CaughtMail } from '@polyspool/contracts/notifications';
import { useState } from 'react';
import { Choice } from '../ui/choice.js';
import { Figures } from '../ui/figures.js';
import { fullDate } from '../ui/format.js';
import { MailFrame } from './mail-frame.js';

const forms = ['html', 'text', 'headers'] as const;
type Form = (typeof forms)[number];
const names: Record<Form, string> = { html: 'As it looks', text: 'As text', headers: 'Headers' };

export function MailView({ mail }: { mail: CaughtMail }) {
  const [form, setForm] = useState<Form>(mail.html ? 'html' : 'text');
  return (
    <article className="mail-view page-stack tight" aria-label={mail.subject}>
      <h2 dir="auto">{mail.subject}</h2>
      <Figures of={{ To: mail.to.join(', '), From: mail.from, When: fullDate(mail.at) }} />
      <Choice
        legend="How the mail is shown"
        options={forms}
        value={form}
        nameOf={(option) => names[option]}
        onChange={setForm}
      />
      {form === 'html' && mail.html && <MailFrame html={mail.html} subject={mail.subject} />}
      {form === 'html' && !mail.html && <p className="muted">It has come as text only.</p>}
      {form === 'text' && (
        <pre className="mail-text" tabIndex={0} aria-label="The mail as text" dir="auto">
          {mail.text}
        </pre>
      )}
      {form === 'headers' && <Headers mail={mail} />}
    </article>
  );
}

function Headers({ mail: { headers } }: { mail: CaughtMail }) {
  return (
    <dl className="mail-headers">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
