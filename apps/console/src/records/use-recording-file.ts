import type { Upload } from '@polyspool/contracts/files';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { faultOf, isPdf } from '../home/check-file.js';
import { useSession } from '../session/session.js';

interface Sending {
  readonly file: File;
  readonly arrived: Promise<Upload>;
}

/** Sends a recording while somebody still writes of it. Leaving the page, or `forget`, stops the sending. */
export function useRecordingFile() {
  const { sendFile } = useSession();
  const [fraction, setFraction] = useState(0);
  const [fault, setFault] = useState<string>();
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const mutation = useMutation({ mutationFn: ({ arrived }: Sending) => arrived });
  const forget = () => {
    controller.current?.abort();
    setFault(undefined);
    mutation.reset();
  };
  return {
    file: mutation.isError ? undefined : mutation.variables?.file,
    upload: mutation.data,
    fraction,
    fault,
    error: mutation.error ?? undefined,
    forget,
    /** Answers what is sent; nothing where the choice cannot be one. */
    send: (files: readonly File[]): Sending | undefined => {
      forget();
      const [file] = files;
      const found = choiceFault(files);
      setFault(found);
      if (found || !file) return undefined;
      controller.current = new AbortController();
      setFraction(0);
      const arrived = sendFile({ file, signal: controller.current.signal, onProgress: setFraction });
      mutation.mutate({ file, arrived });
      return { file, arrived };
    },
    /** All of it, as soon as it is there. */
    arrived: mutation.isError ? undefined : mutation.variables?.arrived,
  };
}

export type RecordingFile = ReturnType<typeof useRecordingFile>;

function choiceFault(files: readonly File[]) {
  const [file] = files;
  if (!file) return undefined;
  if (files.length > 1) return 'One file at a time, please.';
  return isPdf(file) ? `“${file.name}” is a document, not a recording.` : faultOf(file);
}
