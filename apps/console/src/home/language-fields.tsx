import { languageName } from '../ui/format.js';
import { spokenLanguages, translationLanguages } from './languages-offered.js';

export interface LanguageChoice {
  readonly language: string;
  /** Empty: no translation. */
  readonly targetLanguage: string;
}

interface LanguageFieldsProps {
  readonly value: LanguageChoice;
  readonly onChange: (value: LanguageChoice) => void;
}

export function LanguageFields({ value, onChange }: LanguageFieldsProps) {
  return (
    <div className="language-fields">
      <label className="field">
        <span>Spoken language</span>
        <select value={value.language} onChange={({ target }) => onChange({ ...value, language: target.value })}>
          {spokenLanguages.map(({ tag, quality }) => (
            <option key={tag} value={tag}>
              {languageName(tag)} ({quality} quality)
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Translate into</span>
        <select
          value={value.targetLanguage}
          onChange={({ target }) => onChange({ ...value, targetLanguage: target.value })}
        >
          <option value="">No translation</option>
          {translationLanguages.map((tag) => (
            <option key={tag} value={tag}>
              {languageName(tag)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
