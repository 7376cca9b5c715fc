import type { Segment } from '@polyspool/contracts/segments';
import { PencilLine } from 'lucide-react';
import { memo, useState } from 'react';
import { EditLineForm } from '../edits/edit-line-form.js';
import { clockTime } from '../ui/format.js';

interface TranscriptLineProps {
  readonly segment: Segment;
  /** Its place among all, those that are not drawn included: 0 for the first. */
  readonly number: number;
  readonly total: number;
  readonly language: string;
  readonly targetLanguage: string | undefined;
  readonly isCurrent: boolean;
  /** Of all lines one is a stop for the tab key. */
  readonly isTabStop: boolean;
  readonly isEdited: boolean;
  readonly onSeek: (seconds: number) => void;
  /** Missing while lines cannot be corrected. */
  readonly onEdit: ((segment: Segment, text: string, translation: string) => void) | undefined;
}

/** Remembered, because another line is spoken every few seconds, and there may be thousands. */
export const TranscriptLine = memo(function TranscriptLine(props: TranscriptLineProps) {
  const { segment, number, total, language, targetLanguage, onEdit } = props;
  const [editing, setEditing] = useState<'never' | 'now' | 'before'>('never');
  if (editing !== 'now' || !onEdit) {
    return <ReadLine {...props} wasEdited={editing === 'before'} onOpen={() => setEditing('now')} />;
  }
  const close = () => setEditing('before');
  return (
    <div role="listitem" data-line={number} aria-posinset={number + 1} aria-setsize={total}>
      <EditLineForm
        segment={segment}
        transcript={{ language, targetLanguage }}
        onCancel={close}
        onSave={(text, translation) => {
          onEdit(segment, text, translation);
          close();
        }}
      />
    </div>
  );
});

type ReadLineProps = TranscriptLineProps & {
  /** The form gives the focus back. */
  readonly wasEdited: boolean;
  readonly onOpen: () => void;
};

function ReadLine({ segment, language, targetLanguage, isCurrent, isTabStop, isEdited, ...rest }: ReadLineProps) {
  const { number, total, onSeek, onEdit, onOpen, wasEdited } = rest;
  const time = clockTime(segment.startSeconds);
  return (
    <div
      className={isEdited ? 'edited' : undefined}
      role="listitem"
      data-line={number}
      aria-posinset={number + 1}
      aria-setsize={total}
    >
      <button
        className="transcript-line"
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onSeek(segment.startSeconds)}
      >
        <span className="line-time tabular">{time}</span>
        <span className="line-text">
          <span lang={language} dir="auto">
            {segment.text}
          </span>
          {segment.translation && (
            <span className="translation" lang={targetLanguage} dir="auto">
              {segment.translation}
            </span>
          )}
          {isEdited && <span className="small muted">corrected, not made yet</span>}
        </span>
      </button>
      {onEdit && (
        <button
          className="button quiet icon-button edit-button"
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          autoFocus={wasEdited}
          aria-label={`Edit the line at ${time}`}
          onClick={onOpen}
        >
          <PencilLine aria-hidden size={16} />
        </button>
      )}
    </div>
  );
}
