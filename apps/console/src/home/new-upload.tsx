import { ApiProblem } from '../api/api-problem.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { DocumentOptionFields } from './document-option-fields.js';
import { DropZone } from './drop-zone.js';
import { LanguageFields } from './language-fields.js';
import { OptionFields } from './option-fields.js';
import { ReadyCard } from './ready-card.js';
import { SendingCard } from './sending-card.js';
import type { UploadForm } from './use-upload-form.js';

interface NewUploadProps {
  readonly upload: UploadForm;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A recording or a document: languages, the file, options. */
export function NewUpload({ upload, onFiles }: NewUploadProps) {
  const { form, set, fault, faults, job, material, start } = upload;
  const { ready } = job;
  return (
    <>
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
      {!job.file && !ready && <DropZone onFiles={onFiles} />}
      {fault && <Notice title="That did not work">{fault}</Notice>}
      {job.error && <ProblemNotice problem={ApiProblem.from(job.error)} />}
      {ready && faults.all.length > 0 && (
        <Notice title="One of the options is not right">{faults.all.join(' ')}</Notice>
      )}
      <MoreOptions {...upload} />
    </>
  );
}

function MoreOptions({ form, material, faults, set }: Pick<UploadForm, 'form' | 'material' | 'faults' | 'set'>) {
  const { options, documentOptions, languages, isOpen } = form;
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
