import type { SpokenLine } from '@polyspool/contracts/film';
import { Plus, X } from 'lucide-react';
import { TextField } from '../ui/text-field.js';

interface LineFieldsProps {
  readonly lines: readonly SpokenLine[];
  readonly language: string | undefined;
  readonly onChange: (lines: SpokenLine[]) => void;
}

/** What is said, line by line, each by its speaker. */
export function LineFields({ lines, language, onChange }: LineFieldsProps) {
  const replace = (index: number, line: SpokenLine) => onChange(lines.toSpliced(index, 1, line));
  return (
    <fieldset className="line-fields">
      <legend>What is said</legend>
      {lines.map((line, index) => (
        // Lines have no name of their own, and keep their order.
        <div className="line-field" key={index}>
          <TextField
            label={`Speaker of line ${index + 1}`}
            placeholder="Narrator"
            value={line.speaker ?? ''}
            onChange={(speaker) => replace(index, { text: line.text, ...(speaker && { speaker }) })}
          />
          <TextField
            label={`Line ${index + 1}`}
            rows={2}
            lang={language}
            value={line.text}
            onChange={(text) => replace(index, { ...line, text })}
          />
          <button
            className="button quiet small"
            type="button"
            aria-label={`Take line ${index + 1} away`}
            onClick={() => onChange(lines.toSpliced(index, 1))}
          >
            <X aria-hidden size={16} />
          </button>
        </div>
      ))}
      <button className="button small" type="button" onClick={() => onChange([...lines, { text: '' }])}>
        <Plus aria-hidden size={16} />
        Add a line
      </button>
    </fieldset>
  );
}
