import type { Upload } from '@polyspool/contracts/files';
import type { Job } from '@polyspool/contracts/job-status';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session.js';

interface NewJobWishes {
  /** Whether a file that is there may be worked on without asking further. */
  readonly isClear: (upload: Upload) => boolean;
  /** Asked when the job starts, so that everything may still be changed while the file is on its way. */
  readonly begin: (upload: Upload) => Promise<Job>;
  readonly onStarted: (job: Job) => void;
}

/** Sends a file and starts its job. Leaving the page, or `cancel`, stops the sending. */
export function useNewJob({ isClear, begin, onStarted }: NewJobWishes) {
  const { sendFile, queries } = useSession();
  const [fraction, setFraction] = useState(0);
  const [ready, setReady] = useState<Upload>();
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(new SendingCancelled()), []);

  const starting = useMutation({
    mutationFn: begin,
    onSuccess: onStarted,
  });
  const mutation = useMutation({
    mutationFn: async (file: File) => {
      const controller = new AbortController();
      sending.current = controller;
      setFraction(0);
      const upload = await sendFile({ file, signal: controller.signal, onProgress: setFraction });
      queries.setQueryData(['upload', upload.id], upload);
      if (!isClear(upload)) return setReady(upload);
      // Should that fail, the file is there and need not be sent again.
      await starting.mutateAsync(upload).catch(() => setReady(upload));
    },
  });
  const failure = starting.error ?? mutation.error ?? undefined;
  return {
    file: mutation.isPending ? mutation.variables : undefined,
    fraction,
    ready,
    isStarting: starting.isPending,
    error: failure instanceof SendingCancelled ? undefined : failure,
    send: (file: File) => mutation.mutate(file),
    start: (upload: Upload) => starting.mutate(upload),
    cancel: () => sending.current?.abort(new SendingCancelled()),
    reset: () => {
      setReady(undefined);
      starting.reset();
      mutation.reset();
    },
  };
}

class SendingCancelled extends Error {
  override readonly name = 'SendingCancelled';
}
