import type { DocumentProbe, Upload } from '@polyspool/contracts/files';
import { Check, Play } from 'lucide-react';
import type { FormEvent } from 'react';
import { clockTime } from '../ui/format.js';
import { AudioTrackField } from './audio-track-field.js';
import type { JobForm } from './job-form.js';
import { PasswordField } from './password-field.js';

interface ReadyCardProps {
  readonly upload: Upload;
  readonly form: JobForm;
  readonly isStarting: boolean;
  readonly onForm: (change: Partial<JobForm>) => void;
  readonly onStart: () => void;
  readonly onForget: () => void;
}

/** The file is there, and its owner still has something to say. */
export function ReadyCard({ upload, form, isStarting, onForm, onStart, onForget }: ReadyCardProps) {
  const begin = (event: FormEvent) => {
    event.preventDefault();
    onStart();
  };
  const isLocked = upload.kind === 'document' && upload.probe.needsPassword;
  return (
    <form className="sending ready" aria-label="The file is here" onSubmit={begin}>
      <div className="sending-head">
        <Check aria-hidden size={28} strokeWidth={1.5} />
        <div className="sending-name">
          <p className="file-name">{upload.name}</p>
          <p className="muted" role="status">
            {isLocked
              ? 'The file is here, and opens with a password. Start when you have typed it.'
              : `The file is here (${sizeOf(upload)}). Start when the options are right.`}
          </p>
        </div>
      </div>
      <Questions upload={upload} form={form} onForm={onForm} />
      <div className="button-row">
        <button className="button primary" type="submit" autoFocus={!isLocked} disabled={isStarting}>
          <Play aria-hidden size={16} />
          {isStarting ? 'Starting…' : 'Start'}
        </button>
        <button className="button" type="button" onClick={onForget}>
          Choose another file
        </button>
      </div>
    </form>
  );
}

/** What only a look into the file has raised. */
function Questions({ upload, form, onForm }: Pick<ReadyCardProps, 'upload' | 'form' | 'onForm'>) {
  const { options, documentOptions } = form;
  if (upload.kind === 'script') return null;
  if (upload.kind !== 'document') {
    const { audioTracks } = upload.probe;
    if (audioTracks.length < 2) return null;
    const choose = (audioTrack: number) => onForm({ options: { ...options, audioTrack } });
    return <AudioTrackField tracks={audioTracks} value={options.audioTrack} onChange={choose} />;
  }
  const losses = lossesOf(upload.probe);
  return (
    <>
      {upload.probe.needsPassword && (
        <PasswordField
          value={documentOptions.password}
          onChange={(password) => onForm({ documentOptions: { ...documentOptions, password } })}
        />
      )}
      {losses.length > 0 && <p className="hint">Good to know: {losses.join(' ')}</p>}
    </>
  );
}

function sizeOf(upload: Upload) {
  if (upload.kind === 'script') return `${upload.probe.characters.toLocaleString('en')} characters`;
  if (upload.kind !== 'document') return clockTime(upload.probe.durationSeconds);
  const { pages } = upload.probe;
  return pages === 1 ? '1 page' : `${pages.toLocaleString('en')} pages`;
}

/** What its owner may not expect of the new file. */
const lossesOf = ({ isSigned, hasScripts, fields }: DocumentProbe) =>
  [
    isSigned && 'Its signature is of the original, and is not true of a translation.',
    hasScripts && 'It has scripts in it, which are taken out.',
    fields > 0 && 'What is filled into its form stays as it is.',
  ].filter((text) => text !== false);
