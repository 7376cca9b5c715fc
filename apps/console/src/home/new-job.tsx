import { useState } from 'react';
import { plainFilm } from '../new-film/film-form.js';
import { NewFilm } from '../new-film/new-film.js';
import { isScript } from '../new-film/script-file.js';
import { Chips } from '../ui/chips.js';
import type { Material } from './job-form.js';
import { NewUpload } from './new-upload.js';
import { useUploadForm } from './use-upload-form.js';

export function NewJob() {
  const upload = useUploadForm();
  const [film, setFilm] = useState<{ readonly script?: File }>();
  // Here, so that a script is still there for those who looked at something else.
  const [form, setForm] = useState(plainFilm);
  const { job, material, set, send } = upload;
  const isUnderWay = job.file !== undefined || job.ready !== undefined;
  const choose = (chosen: Beginning) => {
    setFilm(chosen === 'film' ? {} : undefined);
    if (chosen !== 'film') set({ material: chosen });
  };
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (file && files.length === 1 && isScript(file)) setFilm({ script: file });
    else send(files);
  };
  return (
    <section className="card new-job" aria-label="New job">
      {!isUnderWay && <BeginningField value={film ? 'film' : material} onChange={choose} />}
      {film ? (
        <NewFilm file={film.script} form={form} set={(change) => setForm((before) => ({ ...before, ...change }))} />
      ) : (
        <NewUpload upload={upload} onFiles={take} />
      )}
    </section>
  );
}

/** What somebody begins with. */
type Beginning = Material | 'film';

function BeginningField({ value, onChange }: { value: Beginning; onChange: (chosen: Beginning) => void }) {
  return (
    <Chips
      legend="What do you have?"
      isSingle
      options={[
        ['recording', 'A video or a recording'],
        ['document', 'A document (PDF)'],
        ['film', 'A script, for a film'],
      ]}
      value={[value]}
      onChange={([chosen]) => chosen && onChange(chosen)}
    />
  );
}
