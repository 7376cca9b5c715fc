import { FileText, FileVideo, X } from 'lucide-react';
import { byteSize } from '../ui/format.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { isPdf } from './check-file.js';

interface SendingCardProps {
  readonly file: File;
  readonly fraction: number;
  readonly onCancel: () => void;
}

export function SendingCard({ file, fraction, onCancel }: SendingCardProps) {
  const percent = fraction * 100;
  const Icon = isPdf(file) ? FileText : FileVideo;
  return (
    <div className="sending">
      <div className="sending-head">
        <Icon aria-hidden size={28} strokeWidth={1.5} />
        <div className="sending-name">
          <p className="file-name">{file.name}</p>
          <p className="muted" role="status">
            {fraction < 1 ? 'Uploading' : 'Checking the file'}
          </p>
        </div>
        <button className="button" type="button" onClick={onCancel}>
          <X aria-hidden size={16} />
          Cancel upload
        </button>
      </div>
      <ProgressBar label="Upload" percent={percent} active />
      <p className="muted small tabular">
        {byteSize(file.size * fraction)} of {byteSize(file.size)}
      </p>
    </div>
  );
}
