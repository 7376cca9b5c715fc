import { useId } from 'react';
import { languageName } from '../ui/format.js';
import type { Material } from './job-form.js';
import { languagesOffered } from './languages-offered.js';

export interface LanguageChoice {
  /** Empty: identified from what is said. */
  readonly language: string;
  /** Empty: no translation, which a document cannot do without. */
  readonly targetLanguage: string;
}

interface LanguageFieldsProps {
  readonly value: LanguageChoice;
  readonly material: Material;
  readonly onChange: (value: LanguageChoice) => void;
}

export function LanguageFields({ value, material, onChange }: LanguageFieldsProps) {
  const note = useId();
  const words = wordsFor[material];
  return (
    <div className="language-fields">
      <label className="field">
        <span>{words.language}</span>
        <select
          value={value.language}
          aria-describedby={note}
          onChange={({ target }) => onChange({ ...value, language: target.value })}
        >
          <option value="">Identify automatically</option>
          <LanguageOptions />
        </select>
      </label>
      <label className="field">
        <span>Translate into</span>
        <select
          value={value.targetLanguage}
          aria-describedby={note}
          onChange={({ target }) => onChange({ ...value, targetLanguage: target.value })}
        >
          <option value="">{words.noTarget}</option>
          <LanguageOptions />
        </select>
      </label>
      <p className="hint language-note" id={note}>
        Which languages work is up to the engines of this server. {words.whereNot}
      </p>
    </div>
  );
}

const wordsFor: Record<Material, Record<'language' | 'noTarget' | 'whereNot', string>> = {
  recording: {
    language: 'Spoken language',
    noTarget: 'No translation',
    whereNot: 'Where one cannot translate, you still get the transcript, and the job says so.',
  },
  document: {
    language: 'Written language',
    noTarget: 'Choose a language',
    whereNot: 'Where none can translate, the job says so.',
  },
};

const byName = languagesOffered
  .map((tag) => ({ tag, name: languageName(tag) }))
  .sort((one, other) => one.name.localeCompare(other.name));

function LanguageOptions() {
  return byName.map(({ tag, name }) => (
    <option key={tag} value={tag}>
      {name}
    </option>
  ));
}
