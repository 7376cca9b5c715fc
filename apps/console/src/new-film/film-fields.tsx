import { FilmQuality } from '@polyspool/contracts/film';
import type { ProjectSettings } from '@polyspool/contracts/projects';
import { languagesOffered } from '../home/languages-offered.js';
import { Chips } from '../ui/chips.js';
import { languageName } from '../ui/format.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { AspectField } from './aspect-field.js';
import { chosenIn, type FilmFaults, type FilmForm } from './film-form.js';
import { namedOptions, qualityNames, subtitleNames } from './film-words.js';

export interface FilmFieldsProps {
  readonly form: FilmForm;
  readonly faults: FilmFaults;
  /** Of the project: what holds where nothing is chosen. */
  readonly settings: ProjectSettings;
  readonly set: (change: Partial<FilmForm>) => void;
}

/** What most people want to say about a film. */
export function FilmFields({ form, faults, settings, set }: FilmFieldsProps) {
  const { choices } = form;
  const chosen = chosenIn(choices, settings);
  const choose = (change: ProjectSettings) => set({ choices: { ...choices, ...change } });
  return (
    <>
      <div className="language-fields">
        <TextField
          label="Title"
          help="Empty: as the script says."
          value={form.title}
          fault={faults['title']}
          onChange={(title) => set({ title })}
        />
        <SelectField
          label="Language of the script"
          value={choices.language ?? ''}
          options={[['', openLanguage(settings)], ...languages]}
          onChange={(language) => choose({ language: language || undefined })}
        />
      </div>
      <AspectField value={chosen.aspectRatio} onChange={(aspectRatio) => choose({ aspectRatio })} />
      <div className="language-fields">
        <Chips
          legend="Quality"
          isSingle
          options={FilmQuality.options.map((quality) => [quality, qualityHints[quality]] as const)}
          value={[chosen.quality]}
          onChange={([quality]) => choose({ quality })}
        />
        <SelectField
          label="Subtitles"
          value={choices.subtitles ?? ''}
          options={[['', asUsual(subtitleNames[chosenIn({}, settings).subtitles])], ...namedOptions(subtitleNames)]}
          onChange={(subtitles) => choose({ subtitles: subtitles || undefined })}
        />
      </div>
    </>
  );
}

const qualityHints: Record<FilmQuality, string> = {
  draft: `${qualityNames.draft}, to look at soon`,
  final: `${qualityNames.final}, to show`,
};

const languages = languagesOffered
  .map((tag) => [tag, languageName(tag)] as const)
  .toSorted(([, one], [, other]) => one.localeCompare(other));

const openLanguage = ({ language }: ProjectSettings) =>
  language ? `As in the project: ${languageName(language)}` : 'Identify automatically';

const asUsual = (name: string) => `As usual: ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
