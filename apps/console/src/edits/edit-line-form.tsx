import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { useState, type FormEvent } from 'react';
import { clockTime, languageName } from '../ui/format.js';
import { TextField } from '../ui/text-field.js';

interface EditLineFormProps {
  readonly segment: Segment;
  readonly transcript: Pick<Transcript, 'language' | 'targetLanguage'>;
  readonly onSave: (text: string, translation: string) => void;
  readonly onCancel: () => void;
}

/** One line, to be put right. */
export function EditLineForm({ segment, transcript, onSave, onCancel }: EditLineFormProps) {
  const { language, targetLanguage } = transcript;
  const [text, setText] = useState(segment.text);
  const [translation, setTranslation] = useState(segment.translation ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(text, translation);
  };
  return (
    <form
      className="edit-line"
      aria-label={`Line at ${clockTime(segment.startSeconds)}`}
      onSubmit={save}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <TextField label={languageName(language)} rows={2} lang={language} value={text} autoFocus onChange={setText} />
      {targetLanguage && (
        <TextField
          label={languageName(targetLanguage)}
          help={text === segment.text ? undefined : 'Left as it is, it is translated anew.'}
          rows={2}
          lang={targetLanguage}
          value={translation}
          onChange={setTranslation}
        />
      )}
      <div className="button-row">
        <button className="button small primary" type="submit" disabled={!text.trim()}>
          Keep
        </button>
        <button className="button small" type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
