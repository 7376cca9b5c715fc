import type { Upload } from '@polyspool/contracts/files';
import { Problem } from '@polyspool/contracts/job-status';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { newRecordOf, type RecordForm } from './record-form.js';
import { recordsKey } from './use-records.js';

/** What a page of a recording is told by the one that has added it. */
export const Arrival = z.object({ jobId: z.string().optional(), problem: Problem.optional() });
export type Arrival = z.output<typeof Arrival>;

interface Wanted {
  readonly form: RecordForm;
  readonly arrived: Promise<Upload>;
}

/** Adds a recording when its file is there, begins to process it, and shows it. */
export function useNewRecord() {
  const { api } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ form, arrived }: Wanted) => {
      const upload = await arrived;
      const record = await api.records.add(newRecordOf(form, upload.id));
      // Should that fail, the recording is there all the same: its page says why, and can begin it.
      const arrival = await api.records.process(record.id).then(
        ({ id }): Arrival => ({ jobId: id }),
        (error: unknown): Arrival => ({ problem: ApiProblem.from(error).problem }),
      );
      return { record, arrival };
    },
    onSuccess: ({ record, arrival }) => {
      void queries.invalidateQueries({ queryKey: recordsKey });
      return navigate(`/recordings/${record.id}`, { state: arrival });
    },
  });
}
