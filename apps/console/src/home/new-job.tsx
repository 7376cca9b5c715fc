import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { faultOf } from './check-file.js';
import { DropZone } from './drop-zone.js';
import { LanguageFields } from './language-fields.js';
import { SendingCard } from './sending-card.js';
import { useNewJob } from './use-new-job.js';

export function NewJob() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [languages, setLanguages] = useState({ language: 'en', targetLanguage: 'es' });
  const latest = useLatest(languages);
  const [fault, setFault] = useState<string>();
  const job = useNewJob((started) => {
    void queries.invalidateQueries({ queryKey: ['jobs'] });
    void navigate(`/jobs/${started.id}`);
  });

  const start = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const found = files.length > 1 ? 'One file at a time, please.' : faultOf(file);
    setFault(found);
    job.reset();
    if (!found) job.mutate({ file, languages: () => latest.current });
  };

  return (
    <section className="card new-job" aria-label="New subtitles">
      <LanguageFields value={languages} onChange={setLanguages} />
      {job.isPending && job.variables ? (
        <SendingCard file={job.variables.file} fraction={job.fraction} onCancel={job.cancel} />
      ) : (
        <DropZone onFiles={start} />
      )}
      {fault && <Notice title="That did not work">{fault}</Notice>}
      {job.error && <ProblemNotice problem={ApiProblem.from(job.error)} />}
    </section>
  );
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}
