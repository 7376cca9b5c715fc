import { SelectField } from '../ui/select-field.js';
import { GlossaryField } from './glossary-field.js';
import type { LanguageChoice } from './language-fields.js';
import { OptionGroup } from './option-group.js';

/** How a translation is to speak. */
interface VoiceChoice<Voice extends string> {
  readonly label: string;
  readonly help?: string;
  /** Empty: as the engine likes. */
  readonly value: '' | Voice;
  readonly options: readonly (readonly [Voice, string])[];
  readonly onChange: (value: '' | Voice) => void;
}

interface TranslationFieldsProps<Voice extends string> {
  readonly voice: VoiceChoice<Voice>;
  readonly languages: LanguageChoice;
  readonly glossary: string;
  readonly fault: string | undefined;
  readonly onGlossary: (glossary: string) => void;
}

/** What can be said of a translation, whatever is translated. */
export function TranslationFields<Voice extends string>(props: TranslationFieldsProps<Voice>) {
  const { voice, languages, glossary, fault, onGlossary } = props;
  return (
    <OptionGroup legend="Translation">
      <SelectField<'' | Voice> {...voice} options={[['', 'As the engine likes'], ...voice.options]} />
      <GlossaryField languages={languages} value={glossary} fault={fault} onChange={onGlossary} />
    </OptionGroup>
  );
}
