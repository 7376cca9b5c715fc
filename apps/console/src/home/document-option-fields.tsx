import { DocumentLayout, Tone } from '@polyspool/contracts/pdf';
import { CheckField } from '../ui/check-field.js';
import { TextField } from '../ui/text-field.js';
import type { DocumentFaults, DocumentOptions } from './document-options.js';
import type { LanguageChoice } from './language-fields.js';
import { OptionGroup } from './option-group.js';
import { TranslationFields } from './translation-fields.js';

interface DocumentOptionFieldsProps {
  readonly value: DocumentOptions;
  readonly faults: DocumentFaults;
  readonly languages: LanguageChoice;
  readonly onChange: (value: DocumentOptions) => void;
}

/** What most people leave as it is, for a document. */
export function DocumentOptionFields({ value, faults, languages, onChange }: DocumentOptionFieldsProps) {
  const set = (change: Partial<DocumentOptions>) => onChange({ ...value, ...change });
  return (
    <div className="option-fields">
      <LayoutFields value={value} faults={faults} set={set} />
      <SourceFields value={value} faults={faults} set={set} />
      <TranslationFields
        voice={{ ...tone, value: value.tone, onChange: (chosen) => set({ tone: chosen }) }}
        languages={languages}
        glossary={value.glossary}
        fault={faults.glossary}
        onGlossary={(glossary) => set({ glossary })}
      />
    </div>
  );
}

interface GroupProps {
  readonly value: DocumentOptions;
  readonly faults: DocumentFaults;
  readonly set: (change: Partial<DocumentOptions>) => void;
}

function LayoutFields({ value: { layouts }, faults, set }: GroupProps) {
  const choose = (layout: DocumentLayout, isChosen: boolean) =>
    // In one order, whichever was ticked first.
    set({ layouts: DocumentLayout.options.filter((name) => (name === layout ? isChosen : layouts.includes(name))) });
  return (
    <OptionGroup legend="Files to make">
      {DocumentLayout.options.map((layout) => (
        <CheckField
          key={layout}
          {...layoutWords[layout]}
          checked={layouts.includes(layout)}
          onChange={(isChosen) => choose(layout, isChosen)}
        />
      ))}
      {faults.layouts && <p className="fault">{faults.layouts}</p>}
    </OptionGroup>
  );
}

function SourceFields({ value, faults, set }: GroupProps) {
  return (
    <OptionGroup legend="What to read">
      <TextField
        label="Which pages"
        help="For example 1-3, 7, 20-. Empty: all. The others stay as they are."
        placeholder="all"
        value={value.pages}
        fault={faults.pages}
        onChange={(pages) => set({ pages })}
      />
      <CheckField
        label="Recognise scanned pages"
        help="Reads pages that are pictures. Takes some seconds a page."
        checked={value.recognizeText}
        onChange={(recognizeText) => set({ recognizeText })}
      />
    </OptionGroup>
  );
}

const layoutWords: Record<DocumentLayout, { readonly label: string; readonly help: string }> = {
  inPlace: { label: 'Translated document', help: 'The same pages, with the translation in place of the text.' },
  sideBySide: { label: 'Both, side by side', help: 'On each page the original, and the translation beside it.' },
  alternating: { label: 'Both, page after page', help: 'Each page of the original, then its translation.' },
};

const toneNames: Record<Tone, string> = {
  formal: 'Formal',
  neutral: 'Neutral',
  informal: 'Informal',
  professional: 'Professional',
  friendly: 'Friendly',
  simple: 'Simple',
};

const tone = {
  label: 'Tone',
  help: 'Which tones there are is up to the language and the engines of this server. Where none can do it, the text stays as it was translated, and the job says so.',
  options: Tone.options.map((name) => [name, toneNames[name]] as const),
};
