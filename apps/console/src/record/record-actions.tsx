import type { CorpusRecord } from '@polyspool/contracts/records';
import { Archive, Pencil, Play, RotateCw, ScanText } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { DeleteRecord } from './delete-record.js';
import type { RecordJobs } from './use-record-jobs.js';

interface RecordActionsProps {
  readonly record: CorpusRecord;
  readonly jobs: RecordJobs;
  readonly onEdit: () => void;
}

export function RecordActions({ record, jobs, onEdit }: RecordActionsProps) {
  const { process, analyze, archive, hasArchive } = jobs;
  const isAgain = record.measures !== undefined;
  const Again = isAgain ? RotateCw : Play;
  const isBusy = record.state === 'processing' || process.isPending;
  const problem = process.error ?? analyze.error ?? archive.error;
  return (
    <>
      <div className="button-row record-actions">
        {record.uploadId && (
          <>
            <button
              className={isAgain ? 'button' : 'button primary'}
              type="button"
              disabled={isBusy}
              onClick={() => process.mutate()}
            >
              <Again aria-hidden size={16} />
              {isAgain ? 'Process again' : 'Process'}
            </button>
            <button className="button" type="button" disabled={analyze.isPending} onClick={() => analyze.mutate()}>
              <ScanText aria-hidden size={16} />
              Analyse content
            </button>
            {hasArchive && (
              <button className="button" type="button" disabled={archive.isPending} onClick={() => archive.mutate()}>
                <Archive aria-hidden size={16} />
                Archive
              </button>
            )}
          </>
        )}
        <button className="button" type="button" onClick={onEdit}>
          <Pencil aria-hidden size={16} />
          Edit
        </button>
        <DeleteRecord record={record} />
      </div>
      {problem && <ProblemNotice problem={ApiProblem.from(problem)} />}
    </>
  );
}
