import type { Upload } from '@polyspool/contracts/files';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { Chips } from '../ui/chips.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { faultOf, isPdf } from './check-file.js';
import { DocumentOptionFields } from './document-option-fields.js';
import { DropZone } from './drop-zone.js';
import { documentWishes, faultsOfForm, isClear, materialOf, plainForm, recordingWishes } from './job-form.js';
import type { JobForm, Material } from './job-form.js';
import { LanguageFields } from './language-fields.js';
import { OptionFields } from './option-fields.js';
import { ReadyCard } from './ready-card.js';
import { SendingCard } from './sending-card.js';
import { useNewJob } from './use-new-job.js';

export function NewJob() {
  const [form, setForm] = useState(plainForm);
  const [fault, setFault] = useState<string>();
  const job = useStartedJob(useLatest(form));
  const { ready } = job;
  const material = ready ? materialOf(ready) : form.material;
  const faults = faultsOfForm(form, ready);
  const set = (change: Partial<JobForm>) => setForm((before) => ({ ...before, ...change }));

  const send = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const found = files.length > 1 ? 'One file at a time, please.' : faultOf(file);
    setFault(found);
    job.reset();
    if (found) return;
    const options = { ...form.options, audioTrack: 0 };
    const documentOptions = { ...form.documentOptions, password: '' };
    set({ material: isPdf(file) ? 'document' : 'recording', options, documentOptions });
    job.send(file);
  };
  const start = (upload: Upload) => (faults.all.length > 0 ? set({ isOpen: true }) : job.start(upload));

  return (
    <section className="card new-job" aria-label="New job">
      {!job.file && !ready && <MaterialField value={material} onChange={(chosen) => set({ material: chosen })} />}
      <LanguageFields value={form.languages} material={material} onChange={(languages) => set({ languages })} />
      {job.file && <SendingCard file={job.file} fraction={job.fraction} onCancel={job.cancel} />}
      {!job.file && ready && (
        <ReadyCard
          upload={ready}
          form={form}
          isStarting={job.isStarting}
          onForm={set}
          onStart={() => start(ready)}
          onForget={job.reset}
        />
      )}
      {!job.file && !ready && <DropZone onFiles={send} />}
      {fault && <Notice title="That did not work">{fault}</Notice>}
      {job.error && <ProblemNotice problem={ApiProblem.from(job.error)} />}
      {ready && faults.all.length > 0 && (
        <Notice title="One of the options is not right">{faults.all.join(' ')}</Notice>
      )}
      <MoreOptions form={form} material={material} faults={faults} set={set} />
    </section>
  );
}

function MaterialField({ value, onChange }: { value: Material; onChange: (material: Material) => void }) {
  return (
    <Chips
      legend="What do you have?"
      isSingle
      options={[
        ['recording', 'A video or a recording'],
        ['document', 'A document (PDF)'],
      ]}
      value={[value]}
      onChange={([chosen]) => chosen && onChange(chosen)}
    />
  );
}

interface MoreOptionsProps {
  readonly form: JobForm;
  readonly material: Material;
  readonly faults: ReturnType<typeof faultsOfForm>;
  readonly set: (change: Partial<JobForm>) => void;
}

function MoreOptions({
  form: { options, documentOptions, languages, isOpen },
  material,
  faults,
  set,
}: MoreOptionsProps) {
  return (
    <details
      className="more-options"
      open={isOpen}
      onToggle={({ currentTarget }) => set({ isOpen: currentTarget.open })}
    >
      <summary>More options</summary>
      {material === 'recording' ? (
        <OptionFields
          value={options}
          faults={faults.recording}
          languages={languages}
          onChange={(changed) => set({ options: changed })}
        />
      ) : (
        <DocumentOptionFields
          value={documentOptions}
          faults={faults.document}
          languages={languages}
          onChange={(changed) => set({ documentOptions: changed })}
        />
      )}
    </details>
  );
}

function useStartedJob(latest: { readonly current: JobForm }) {
  const { api } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useNewJob({
    isClear: (upload) => isClear(latest.current, upload),
    begin: (upload) =>
      materialOf(upload) === 'document'
        ? api.translateDocument(upload.id, documentWishes(latest.current))
        : api.process(upload.id, recordingWishes(latest.current)),
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
