import { useMutation } from '@tanstack/react-query';
import { Play, ScanText, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import type { BatchAction } from '../api/records-client.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface SelectionBarProps {
  readonly chosen: ReadonlySet<string>;
  readonly onClear: () => void;
}

/** What can be done with all that are chosen, at once. */
export function SelectionBar({ chosen, onClear }: SelectionBarProps) {
  const { api } = useSession();
  const navigate = useNavigate();
  const batch = useMutation({
    mutationFn: (action: BatchAction) => api.records.processMany([...chosen], action),
    onSuccess: ({ id }) => navigate(`/jobs/${id}`),
  });
  const counted = `${chosen.size} ${chosen.size === 1 ? 'recording' : 'recordings'}`;
  return (
    <section className="selection-bar" aria-label="Chosen recordings">
      <p role="status">{counted} chosen</p>
      <div className="button-row">
        <button
          className="button primary small"
          type="button"
          disabled={batch.isPending}
          onClick={() => batch.mutate('processAudio')}
        >
          <Play aria-hidden size={16} />
          Process
        </button>
        <button
          className="button small"
          type="button"
          disabled={batch.isPending}
          onClick={() => batch.mutate('analyzeContent')}
        >
          <ScanText aria-hidden size={16} />
          Analyse content
        </button>
        <button className="button quiet small" type="button" onClick={onClear}>
          <X aria-hidden size={16} />
          Choose none
        </button>
      </div>
      {batch.error && <ProblemNotice problem={ApiProblem.from(batch.error)} />}
    </section>
  );
}
