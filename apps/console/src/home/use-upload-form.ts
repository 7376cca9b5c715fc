import type { Upload } from '@polyspool/contracts/files';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../session/session.js';
import { faultOf, isPdf } from './check-file.js';
import { documentWishes, faultsOfForm, isClear, materialOf, plainForm, recordingWishes } from './job-form.js';
import type { JobForm } from './job-form.js';
import { useNewJob } from './use-new-job.js';

/** A new job over a file: its form, the file on its way, and what is wrong with either. */
export function useUploadForm() {
  const [form, setForm] = useState(plainForm);
  const [fault, setFault] = useState<string>();
  const job = useStartedJob(useLatest(form));
  const { ready } = job;
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
  return { form, set, fault, faults, job, material: ready ? materialOf(ready) : form.material, send, start };
}

export type UploadForm = ReturnType<typeof useUploadForm>;

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
