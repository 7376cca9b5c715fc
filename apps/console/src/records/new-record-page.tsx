import { ArrowLeft, Play } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { RecordFields } from './record-fields.js';
import { emptyForm, titleOf, type RecordForm } from './record-form.js';
import { RecordingField } from './recording-field.js';
import { useNewRecord } from './use-new-record.js';
import { useRecordingFile } from './use-recording-file.js';

/** The file is sent while the rest is written, and processed as soon as both are there. */
export function NewRecordPage() {
  const { recording, form, set, take, add, adding, titleFault, isMissing } = useNewRecordForm();
  return (
    <div className="records-page">
      <title>Add a recording · Polyspool</title>
      <header className="record-header">
        <Link className="back-link" to="/recordings">
          <ArrowLeft aria-hidden size={16} />
          All recordings
        </Link>
        <h1>Add a recording</h1>
      </header>
      <form className="card record-form" aria-label="New recording" noValidate onSubmit={add}>
        <RecordingField recording={recording} onFiles={take} />
        {isMissing && (
          <p className="fault" role="alert">
            Choose the file of the recording.
          </p>
        )}
        <fieldset className="plain-group" disabled={adding.isPending}>
          <RecordFields form={form} titleFault={titleFault} onChange={set} />
        </fieldset>
        {adding.error && !recording.error && <ProblemNotice problem={ApiProblem.from(adding.error)} />}
        <div className="button-row">
          <button className="button primary" type="submit" disabled={adding.isPending}>
            <Play aria-hidden size={16} />
            {adding.isPending ? 'Adding…' : 'Add and process'}
          </button>
        </div>
        <p className="hint" role="status">
          {adding.isPending && !recording.upload && 'It is added as soon as the file is here.'}
        </p>
      </form>
    </div>
  );
}

function useNewRecordForm() {
  const file = useRecordingFile();
  const adding = useNewRecord();
  const [form, setForm] = useState(emptyForm);
  const [isTried, setTried] = useState(false);
  const set = (change: Partial<RecordForm>) => setForm((before) => ({ ...before, ...change }));
  const forget = () => {
    file.forget();
    adding.reset();
  };
  const take = (files: readonly File[]) => {
    const sent = file.send(files);
    if (sent) set({ title: form.title || titleOf(sent.file.name) });
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { arrived } = file;
    if (form.title.trim() && arrived) adding.mutate({ form, arrived });
  };
  return {
    ...{ recording: { ...file, forget }, form, set, take, add, adding },
    titleFault: isTried && !form.title.trim() ? 'A title is needed, so that it can be found again.' : undefined,
    isMissing: isTried && !file.file && !file.error && !file.fault,
  };
}
