import { slidesJobs, type SlideFormat, type SlideTemplate } from '@polyspool/contracts/slides';
import { Image } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { languagesOffered } from '../home/languages-offered.js';
import { languageName } from '../ui/format.js';
import { Chips } from '../ui/chips.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';

interface SlideFormProps {
  readonly isBusy: boolean;
  readonly onMake: (input: object) => void;
}

const texts = [
  { name: 'expression', label: 'Expression', help: 'What is to be learned.' },
  { name: 'translation', label: 'Translation' },
  { name: 'pronunciation', label: 'Pronunciation', help: 'For example in the phonetic alphabet.' },
  { name: 'example', label: 'Example', rows: 2 },
  { name: 'exampleTranslation', label: 'Translation of the example', rows: 2 },
  { name: 'title', label: 'Title', help: 'A small line above, for example the name of a lesson.' },
  { name: 'notes', label: 'Notes', rows: 2 },
] as const;

const languages = [['', 'Not said'], ...languagesOffered.map((tag) => [tag, languageName(tag)] as const)] as const;

const templates = [
  ['card', 'Light'],
  ['dark', 'Dark'],
  ['story', 'Upright (9:16)'],
] as const satisfies [SlideTemplate, string][];

const fileKinds = [
  ['png', 'Picture'],
  ['pdf', 'PDF'],
  ['pptx', 'PowerPoint'],
  ['mp4', 'Film'],
] as const satisfies [SlideFormat, string][];

/** What a slide says, and how it looks. Empty fields are left out. */
export function SlideForm({ isBusy, onMake }: SlideFormProps) {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({ template: 'card' });
  const [formats, setFormats] = useState<readonly SlideFormat[]>(['png']);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string) => (value: string) => setGiven({ ...given, [name]: value });
  const make = (event: FormEvent) => {
    event.preventDefault();
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim()));
    // The preview is a picture, whatever else is wanted.
    const input = { ...filled, formats: [...new Set(['png', ...formats])] };
    const checked = slidesJobs.generate.input.safeParse(input);
    setFaults(Object.fromEntries(checked.error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? []));
    if (checked.success) onMake(input);
  };
  return (
    <form className="card slide-form" aria-label="New slide" noValidate onSubmit={make}>
      {texts.map(({ name, ...field }) => (
        <TextField
          key={name}
          {...field}
          value={given[name] ?? ''}
          fault={name === 'expression' && faults[name] ? 'Write what is to be learned.' : faults[name]}
          onChange={set(name)}
        />
      ))}
      <div className="language-fields">
        <SelectField label="Language" value={given['language'] ?? ''} options={languages} onChange={set('language')} />
        <SelectField
          label="Language of the translation"
          value={given['targetLanguage'] ?? ''}
          options={languages}
          onChange={set('targetLanguage')}
        />
      </div>
      <Chips
        legend="Look"
        isSingle
        options={templates}
        value={[given['template'] as SlideTemplate]}
        onChange={([template = 'card']) => set('template')(template)}
      />
      <Chips legend="Files" options={fileKinds} fixed={['png']} value={formats} onChange={setFormats} />
      <button className="button primary" type="submit" disabled={isBusy}>
        <Image aria-hidden size={18} />
        {isBusy ? 'Starting…' : 'Make the slide'}
      </button>
    </form>
  );
}
