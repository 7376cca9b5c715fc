import { Chips } from '../ui/chips.js';
import { TextField } from '../ui/text-field.js';
import { eventNames, jobEvents, type JobEventType } from './webhook-words.js';

export interface WebhookDraft {
  readonly url: string;
  readonly description: string;
  readonly events: readonly JobEventType[];
}

interface WebhookFieldsProps {
  readonly draft: WebhookDraft;
  readonly onChange: (change: Partial<WebhookDraft>) => void;
}

export function WebhookFields({ draft, onChange }: WebhookFieldsProps) {
  return (
    <>
      <TextField
        label="Address"
        help="Where the messages are posted to. It has to answer with a status from 200 to 299."
        placeholder="https://example.org/hooks/polyspool"
        inputMode="url"
        value={draft.url}
        onChange={(url) => onChange({ url })}
      />
      <TextField
        label="What it is for, if you like"
        value={draft.description}
        onChange={(description) => onChange({ description })}
      />
      <Chips
        legend="It is told when"
        options={jobEvents.map((event) => [event, eventNames[event]] as const)}
        value={draft.events}
        onChange={(events) => onChange({ events })}
      />
    </>
  );
}

/** What still keeps it from being saved, in words. */
export function missingIn({ url, events }: WebhookDraft): string | undefined {
  if (!/^https?:\/\/[^/\s]+/.test(url.trim())) return 'The address has to begin with https:// or http://';
  if (events.length === 0) return 'Choose at least one event';
  return undefined;
}
