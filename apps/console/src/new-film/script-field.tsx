import { ScrollText, Upload as UploadIcon } from 'lucide-react';
import { useRef } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useDrop } from '../home/use-drop.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { TextField } from '../ui/text-field.js';
import { scriptExtensions } from './script-file.js';
import type { SentFile } from './use-sent-file.js';

interface ScriptFieldProps {
  readonly value: string;
  readonly fault: string | undefined;
  readonly language: string | undefined;
  readonly sent: SentFile;
  readonly onChange: (script: string) => void;
}

/** The script: written here, or dropped as a file. */
export function ScriptField({ value, fault, language, sent, onChange }: ScriptFieldProps) {
  const { isOver, handlers } = useDrop(([file]) => file && sent.send(file));
  return (
    <div className={`script-field${isOver ? ' over' : ''}`} {...handlers}>
      {sent.file || sent.upload ? (
        <SentScript sent={sent} />
      ) : (
        <>
          <TextField
            label="Script"
            help="Prose, Markdown, Fountain or JSON. Headings begin scenes; “ANNA: …” is said by Anna, the rest by a narrator."
            placeholder={example}
            rows={8}
            lang={language}
            value={value}
            fault={sent.fault ?? fault}
            onChange={onChange}
          />
          <FileButton sent={sent} />
        </>
      )}
      {sent.error && <ProblemNotice problem={ApiProblem.from(sent.error)} />}
    </div>
  );
}

const example = 'The harbour lies still. A boat comes in with the first light…';

function FileButton({ sent }: { sent: SentFile }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="button-row script-file">
      <button className="button small" type="button" onClick={() => input.current?.click()}>
        <UploadIcon aria-hidden size={16} />
        Choose a file
      </button>
      <span className="muted small">or drop one here: .txt, .md, .fountain, .json</span>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept={scriptExtensions}
        aria-label="Script as a file"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) sent.send(file);
          target.value = '';
        }}
      />
    </div>
  );
}

function SentScript({ sent }: { sent: SentFile }) {
  const { file, upload } = sent;
  const characters = upload?.kind === 'script' ? upload.probe.characters.toLocaleString('en') : undefined;
  return (
    <div className="sending">
      <div className="sending-head">
        <ScrollText aria-hidden size={28} strokeWidth={1.5} />
        <div className="sending-name">
          <p className="file-name">{upload?.name ?? file?.name}</p>
          <p className="muted" role="status">
            {file ? 'Uploading' : characters ? `${characters} characters` : 'This is not a script.'}
          </p>
        </div>
        <button className="button" type="button" onClick={sent.forget}>
          {file ? 'Cancel upload' : 'Use another script'}
        </button>
      </div>
      {file && <ProgressBar label="Upload" percent={sent.fraction * 100} active />}
    </div>
  );
}
