import type { NotificationPreferences } from '@polyspool/contracts/notifications';
import type { Role } from '@polyspool/contracts/people';
import { useState, type FormEvent } from 'react';
import { useSession } from '../session/session.js';
import { useChange } from '../ui/use-pages.js';
import { ChannelTable } from './channel-table.js';
import { ContactFields } from './contact-fields.js';
import { draftOf, faultsOf, preferencesOf, topicsFor, type PreferencesDraft } from './preferences-draft.js';
import { RefusalNotice } from './refusal-notice.js';

interface PreferencesFormProps {
  readonly preferences: NotificationPreferences;
  readonly role: Role;
}

export function PreferencesForm({ preferences, role }: PreferencesFormProps) {
  const form = usePreferencesForm(preferences);
  return (
    <form className="page-stack" onSubmit={form.save} noValidate>
      <section className="card page-stack" aria-labelledby="reach">
        <h2 id="reach">Where to reach you</h2>
        <ContactFields draft={form.draft} saved={preferences} faults={form.faults} onChange={form.change} />
      </section>
      <section className="card page-stack" aria-labelledby="topics">
        <div>
          <h2 id="topics">What you are told</h2>
          <p className="muted small">
            E-mails need your confirmed address above, text messages your number. Each mail has a link that ends its
            kind.
          </p>
        </div>
        <ChannelTable
          topics={topicsFor(role)}
          channels={form.draft.channels}
          onChange={(channels) => form.change({ channels })}
        />
      </section>
      <div className="button-row">
        <button className="button primary" type="submit" disabled={form.isSaving}>
          {form.isSaving ? 'Saving…' : 'Save'}
        </button>
        <p className="saved muted" role="status">
          {form.isSaved && (form.isUnasked ? unasked : 'Saved')}
        </p>
      </div>
      {form.error && <RefusalNotice error={form.error} />}
    </form>
  );
}

const unasked = 'Saved, but no mail went to the new address: enough were sent for now. Send it again in an hour.';

function usePreferencesForm(preferences: NotificationPreferences) {
  const { api } = useSession();
  const [draft, setDraft] = useState(() => draftOf(preferences));
  const [isChecked, setIsChecked] = useState(false);
  const saving = useChange('preferences', api.notifications.setPreferences);
  const faults = faultsOf(draft);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (Object.keys(faults).length === 0) saving.mutate(preferencesOf(draft, preferences));
  };
  const change = (part: Partial<PreferencesDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
    saving.reset();
  };
  return {
    draft,
    change,
    save,
    // Nobody is told off while still writing.
    faults: isChecked ? faults : {},
    isSaving: saving.isPending,
    isSaved: saving.isSuccess,
    isUnasked: saving.data?.confirmationMail === 'notNow',
    error: saving.error,
  };
}
