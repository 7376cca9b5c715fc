import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Clapperboard } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import type { FilmWishes } from '../api/films-client.js';
import { useSession } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { FilmEstimateCard } from './film-estimate-card.js';
import { FilmFields } from './film-fields.js';
import { filmFaults, filmWishes, type FilmForm } from './film-form.js';
import { FilmOptionFields } from './film-option-fields.js';
import { MusicField } from './music-field.js';
import { ProjectField, useProjects } from './project-field.js';
import { musicFault, scriptFault } from './script-file.js';
import { ScriptField } from './script-field.js';
import { useSentFile } from './use-sent-file.js';

interface NewFilmProps {
  /** It was dropped before anybody asked what it is. */
  readonly file: File | undefined;
  readonly form: FilmForm;
  readonly set: (change: Partial<FilmForm>) => void;
}

/** A film from a script. */
export function NewFilm(props: NewFilmProps) {
  const film = useNewFilm(props);
  const { form, set } = props;
  const { faults, settings, starting, hasScript } = film;
  const [isComplaining, setComplaining] = useState(false);
  const start = (event: FormEvent) => {
    event.preventDefault();
    setComplaining(!film.wishes);
    if (film.wishes) starting.mutate(film.wishes);
  };
  const fields = { form, faults, settings, set };
  return (
    <form className="new-film" aria-label="New film" noValidate onSubmit={start}>
      <ScriptField
        value={form.script}
        fault={faults['script']}
        language={form.choices.language ?? settings.language}
        sent={film.script}
        onChange={(script) => set({ script })}
      />
      <FilmFields {...fields} />
      <div className="language-fields">
        <MusicField sent={film.music} />
        <ProjectField
          projects={film.projects}
          value={form.projectId}
          settings={form.choices}
          onChange={(projectId) => set({ projectId })}
        />
      </div>
      <details className="more-options">
        <summary>More options</summary>
        <FilmOptionFields {...fields} />
      </details>
      <div className="film-start">
        <FilmEstimateCard wishes={film.wishes} />
        <button className="button primary" type="submit" disabled={starting.isPending || film.isSending}>
          <Clapperboard aria-hidden size={18} />
          {starting.isPending ? 'Starting…' : 'Make the film'}
        </button>
      </div>
      {isComplaining && !film.wishes && (
        <Notice title={hasScript ? 'One of the options is not right' : 'There is no script yet'}>
          {hasScript ? Object.values(faults).join(' ') : 'Write one above, or drop a file.'}
        </Notice>
      )}
      {starting.error && <ProblemNotice problem={ApiProblem.from(starting.error)} />}
    </form>
  );
}

function useNewFilm({ file, form }: NewFilmProps) {
  const projects = useProjects();
  const script = useSentFile(scriptFault);
  const music = useSentFile(musicFault);
  useEffect(() => {
    if (file) script.send(file);
    // Once for each file that comes, however often the page is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [file]);
  const uploadId = script.upload?.kind === 'script' ? script.upload.id : undefined;
  const choices = { ...form.choices, ...(music.upload && { musicUploadId: music.upload.id }) };
  const faults = filmFaults({ ...form, choices }, uploadId);
  const hasScript = uploadId !== undefined || form.script.trim() !== '';
  const isRight = hasScript && Object.keys(faults).length === 0;
  return {
    settings: projects.data?.find(({ id }) => id === form.projectId)?.settings ?? {},
    faults,
    hasScript,
    projects,
    script,
    music,
    isSending: script.file !== undefined || music.file !== undefined,
    /** Undefined while it cannot be asked for. */
    wishes: isRight ? filmWishes({ ...form, choices }, uploadId) : undefined,
    starting: useStarting(),
  };
}

function useStarting() {
  const { api } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wishes: FilmWishes) => api.films.generate(wishes),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      void navigate(`/jobs/${id}`);
    },
  });
}
