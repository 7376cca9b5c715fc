import type { Upload } from '@polyspool/contracts/files';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session.js';

/** Sends one file, and keeps what became of it. Leaving the page stops the sending. */
export function useSentFile(faultOf: (file: File) => string | undefined) {
  const { sendFile, queries } = useSession();
  const [fraction, setFraction] = useState(0);
  const [fault, setFault] = useState<string>();
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(), []);
  const mutation = useMutation({
    mutationFn: async (file: File): Promise<Upload> => {
      const controller = new AbortController();
      sending.current = controller;
      setFraction(0);
      const upload = await sendFile({ file, signal: controller.signal, onProgress: setFraction });
      queries.setQueryData(['upload', upload.id], upload);
      return upload;
    },
  });
  const forget = () => {
    sending.current?.abort();
    setFault(undefined);
    mutation.reset();
  };
  return {
    /** On its way. */
    file: mutation.isPending ? mutation.variables : undefined,
    fraction,
    upload: mutation.data,
    fault,
    error: mutation.error ?? undefined,
    send: (file: File) => {
      forget();
      const found = faultOf(file);
      setFault(found);
      if (!found) mutation.mutate(file);
    },
    forget,
  };
}

export type SentFile = ReturnType<typeof useSentFile>;
