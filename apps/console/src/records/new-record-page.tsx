import { ArrowLeft, Play } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { RecordFields } from './record-fields.js';
import { emptyForm, titleOf } from './record-form.js';
import { RecordingField } from './recording-field.js';
import { useNewRecord } from './use-new-record.js';
import { useRecordingFile } from './use-recording-file.js';

/** The file is sent while the rest is written, and processed as soon as both are there. */
export function NewRecordPage() {
  const file = useRecordingFile();
  const [form, setForm] = useState(emptyForm);
  const [isTried, setTried] = useState(false);
  const adding = useNewRecord();
  const forget = () => {
    file.forget();
    adding.reset();
  };
  const recording = { ...file, forget };
  const take = (files: readonly File[]) => {
    const sent = recording.send(files);
    if (sent) setForm((before) => ({ ...before, title: before.title || titleOf(sent.name) }));
  };
  const titleFault = isTried && !form.title.trim() ? 'A title is needed, so that it can be found again.' : undefined;
  const isWaiting = adding.isPending && !recording.upload;
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const arrived = recording.arrived();
    if (form.title.trim() && arrived) adding.mutate({ form, arrived });
  };
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
        <fieldset className="plain-group" disabled={adding.isPending}>
          <RecordFields
            form={form}
            titleFault={titleFault}
            onChange={(change) => setForm((before) => ({ ...before, ...change }))}
          />
        </fieldset>
        {adding.error && !recording.error && <ProblemNotice problem={ApiProblem.from(adding.error)} />}
        <div className="button-row">
          <button className="button primary" type="submit" disabled={adding.isPending}>
            <Play aria-hidden size={16} />
            {adding.isPending ? 'Adding…' : 'Add and process'}
          </button>
        </div>
        <p className="hint" role="status">
          {isWaiting && 'It is added as soon as the file is here.'}
          {isTried && !recording.file && !recording.error && 'Choose the file of the recording first.'}
        </p>
      </form>
    </div>
  );
}
