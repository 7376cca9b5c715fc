import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { faultOf } from './check-file.js';
import { DropZone } from './drop-zone.js';
import { faultsOf, inputOf, plainOptions, type JobOptions } from './job-options.js';
import { LanguageFields } from './language-fields.js';
import { OptionFields } from './option-fields.js';
import { ReadyCard } from './ready-card.js';
import { SendingCard } from './sending-card.js';
import { useNewJob } from './use-new-job.js';

export function NewJob() {
  const form = useForm();
  const { languages, options, latest } = form;
  const [fault, setFault] = useState<string>();
  const job = useStartedJob(latest);
  const faults = faultsOf(options, job.ready?.probe.durationSeconds);

  const send = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const found = files.length > 1 ? 'One file at a time, please.' : faultOf(file);
    setFault(found);
    job.reset();
    form.setOptions({ ...options, audioTrack: 0 });
    if (!found) job.send(file);
  };

  return (
    <section className="card new-job" aria-label="New subtitles">
      <LanguageFields value={languages} onChange={form.setLanguages} />
      {job.file && <SendingCard file={job.file} fraction={job.fraction} onCancel={job.cancel} />}
      {!job.file && job.ready && (
        <ReadyCard
          upload={job.ready}
          audioTrack={options.audioTrack}
          isStarting={job.isStarting}
          onAudioTrack={(audioTrack) => form.setOptions({ ...options, audioTrack })}
          onStart={() => job.ready && (Object.keys(faults).length > 0 ? form.setIsOpen(true) : job.start(job.ready))}
          onForget={job.reset}
        />
      )}
      {!job.file && !job.ready && <DropZone onFiles={send} />}
      {fault && <Notice title="That did not work">{fault}</Notice>}
      {job.error && <ProblemNotice problem={ApiProblem.from(job.error)} />}
      {job.ready && Object.keys(faults).length > 0 && (
        <Notice title="One of the options is not right">{Object.values(faults).join(' ')}</Notice>
      )}
      <details
        className="more-options"
        open={form.isOpen}
        onToggle={({ currentTarget }) => form.setIsOpen(currentTarget.open)}
      >
        <summary>More options</summary>
        <OptionFields value={options} faults={faults} languages={languages} onChange={form.setOptions} />
      </details>
    </section>
  );
}

function useForm() {
  const [languages, setLanguages] = useState({ language: '', targetLanguage: 'es' });
  const [options, setOptions] = useState<JobOptions>(plainOptions);
  const [isOpen, setIsOpen] = useState(false);
  const latest = useLatest({ languages, options, isOpen });
  return { languages, setLanguages, options, setOptions, isOpen, setIsOpen, latest };
}

type Form = Pick<ReturnType<typeof useForm>, 'languages' | 'options' | 'isOpen'>;

function useStartedJob(latest: { readonly current: Form }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useNewJob({
    isClear: ({ probe }) =>
      // Who has the options open is still busy with them.
      !latest.current.isOpen &&
      probe.audioTracks.length < 2 &&
      Object.keys(faultsOf(latest.current.options, probe.durationSeconds)).length === 0,
    options: () => {
      const { language, targetLanguage } = latest.current.languages;
      const { formality, glossary, ...rest } = inputOf(latest.current.options);
      return {
        ...(language && { language }),
        ...(targetLanguage && { targetLanguage, ...(formality && { formality }), ...(glossary && { glossary }) }),
        ...rest,
      };
    },
    onStarted: (started) => {
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      void navigate(`/jobs/${started.id}`);
    },
  });
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}
