import { PencilLine } from 'lucide-react';

/** Says that a machine's first try should not be taken for a finished text. */
export function DraftBadge({ engines }: { engines: readonly string[] }) {
  return (
    <span className="badge draft">
      <PencilLine aria-hidden size={14} />
      {draftText(engines)}
    </span>
  );
}

const draftText = (engines: readonly string[]) =>
  engines.length > 0 ? `Draft: made by ${engines.join(' and ')}` : 'Draft quality';
