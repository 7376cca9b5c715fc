import type { CorpusRecord } from '@polyspool/contracts/records';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { recordsKey } from '../records/use-records.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';

export function DeleteRecord({ record }: { record: CorpusRecord }) {
  return (
    <AskingButton label="Delete" question="Delete this recording?" className="button danger">
      {(close) => <DeleteQuestion record={record} close={close} />}
    </AskingButton>
  );
}

function DeleteQuestion({ record: { id, uploadId }, close }: { record: CorpusRecord; close: () => void }) {
  const { api } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const deletion = useMutation({
    mutationFn: () => api.records.remove(id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: recordsKey });
      return navigate('/recordings');
    },
  });
  return (
    <>
      <p>
        What is written of it, its measures and its transcript will be gone.
        {uploadId && ' The sound file itself stays among your uploads.'}
      </p>
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Keep it
        </button>
        <button className="button danger" type="button" disabled={deletion.isPending} onClick={() => deletion.mutate()}>
          Yes, delete
        </button>
      </div>
      {deletion.error && <ProblemNotice problem={ApiProblem.from(deletion.error)} />}
    </>
  );
}
