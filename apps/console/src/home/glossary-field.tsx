import { primaryLanguage } from '@polyspool/contracts/languages';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { TextField } from '../ui/text-field.js';
import type { LanguageChoice } from './language-fields.js';

interface GlossaryFieldProps {
  readonly value: string;
  readonly fault: string | undefined;
  readonly languages: LanguageChoice;
  readonly onChange: (value: string) => void;
}

/** Terms that are to be translated in one way only: written here, or taken from a glossary that is kept. */
export function GlossaryField({ value, fault, languages, onChange }: GlossaryFieldProps) {
  const { api } = useSession();
  const kept = useQuery({ queryKey: ['glossaries'], queryFn: api.learning.glossaries });
  const take = useMutation({
    mutationFn: api.learning.glossary,
    onSuccess: ({ terms }) => onChange(terms.map(({ source, target }) => `${source} = ${target}`).join('\n')),
  });
  const fitting = kept.data?.filter((glossary) => fits(glossary, languages)) ?? [];
  const problem = kept.error ?? take.error;
  return (
    <>
      {fitting.length > 0 && (
        <label className="field">
          <span>Take the terms of</span>
          <select value={take.variables ?? ''} onChange={({ target }) => target.value && take.mutate(target.value)}>
            <option value="">Choose a glossary</option>
            {fitting.map(({ id, name, termCount }) => (
              <option key={id} value={id}>
                {name} ({termCount})
              </option>
            ))}
          </select>
        </label>
      )}
      <TextField
        label="Glossary"
        help="One term a line, always translated that way."
        placeholder="river bank = orilla"
        rows={4}
        value={value}
        fault={fault}
        onChange={onChange}
      />
      {problem && <ProblemNotice problem={ApiProblem.from(problem)} />}
    </>
  );
}

/** A language that is not known yet may be any. */
const fits = ({ from, to }: { from: string; to: string }, { language, targetLanguage }: LanguageChoice) =>
  (!language || primaryLanguage(from) === primaryLanguage(language)) &&
  primaryLanguage(to) === primaryLanguage(targetLanguage);
