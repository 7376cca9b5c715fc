import type { Upload } from '@polyspool/contracts/files';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { faultOf, isPdf } from '../home/check-file.js';
import { useSession } from '../session/session.js';

/** Sends a recording while somebody still writes of it. Leaving the page, or `forget`, stops the sending. */
export function useRecordingFile() {
  const { sendFile } = useSession();
  const [fraction, setFraction] = useState(0);
  const [fault, setFault] = useState<string>();
  const sending = useRef<{ readonly controller: AbortController; readonly arrived: Promise<Upload> }>(undefined);
  useEffect(() => () => sending.current?.controller.abort(), []);
  const mutation = useMutation({
    mutationFn: (file: File) => {
      const controller = new AbortController();
      setFraction(0);
      const arrived = sendFile({ file, signal: controller.signal, onProgress: setFraction });
      sending.current = { controller, arrived };
      return arrived;
    },
  });
  const forget = () => {
    sending.current?.controller.abort();
    sending.current = undefined;
    setFault(undefined);
    mutation.reset();
  };
  return {
    file: mutation.isError ? undefined : mutation.variables,
    upload: mutation.data,
    fraction,
    fault,
    error: mutation.error ?? undefined,
    forget,
    /** Answers the file that is sent; none where the choice cannot be one. */
    send: (files: readonly File[]): File | undefined => {
      forget();
      const found = choiceFault(files);
      setFault(found);
      if (found || !files[0]) return undefined;
      mutation.mutate(files[0]);
      return files[0];
    },
    /** As soon as all of it is there. */
    arrived: () => sending.current?.arrived,
  };
}

export type RecordingFile = ReturnType<typeof useRecordingFile>;

function choiceFault(files: readonly File[]) {
  const [file] = files;
  if (!file) return undefined;
  if (files.length > 1) return 'One file at a time, please.';
  return isPdf(file) ? `“${file.name}” is a document, not a recording.` : faultOf(file);
}
