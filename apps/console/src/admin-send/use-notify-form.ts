import type { Channel } from '@polyspool/contracts/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { recipientsOf } from './recipients-of.js';

/** What may be said by hand; the rest is said by the system itself. */
export type SaidTopic = 'announcement' | 'security' | 'systemAlert';

export interface NotifyDraft {
  readonly to: string;
  readonly topic: SaidTopic;
  readonly channels: readonly Channel[];
  readonly subject: string;
  readonly message: string;
}

const nothingYet: NotifyDraft = { to: '', topic: 'announcement', channels: [], subject: '', message: '' };

type Faults = Partial<Record<'to' | 'subject' | 'message', string>>;

export function useNotifyForm(onSent: (jobId: string) => void) {
  const { api } = useSession();
  const me = useMe().data;
  const [draft, setDraft] = useState(nothingYet);
  const [faults, setFaults] = useState<Faults>({});
  const sending = useMutation({
    mutationFn: (isTrial: boolean) => {
      const { to, topic, channels, subject, message } = draft;
      const recipients = isTrial && me ? [{ userId: me.id }] : [...recipientsOf(to).recipients];
      const chosen = channels.length > 0 && { channels: [...channels] };
      return api.notifications.send({ recipients, topic, subject, message, ...chosen });
    },
    onSuccess: ({ id }) => onSent(id),
  });
  const send = (isTrial: boolean) => {
    const found = faultsOf(draft, isTrial);
    setFaults(found);
    if (Object.keys(found).length === 0) sending.mutate(isTrial);
  };
  const change = (part: Partial<NotifyDraft>) => setDraft((known) => ({ ...known, ...part }));
  return { draft, change, faults, send, sending };
}

/** A trial goes to oneself, whoever else is named. */
function faultsOf({ to, subject, message }: NotifyDraft, isTrial: boolean): Faults {
  const { recipients, unknown } = recipientsOf(to);
  const nobody = unknown.length > 0 ? `Not understood: ${unknown.join(', ')}` : 'Say to whom it goes';
  return {
    ...(!isTrial && (recipients.length === 0 || unknown.length > 0) && { to: nobody }),
    ...(!subject.trim() && { subject: 'Say in a few words what it is about' }),
    ...(!message.trim() && { message: 'Write what there is to say' }),
  };
}
