import type { Job } from '@polyspool/contracts/job-status';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session.js';
import type { LanguageChoice } from './language-fields.js';

interface Start {
  readonly file: File;
  /** Asked when the file is there, so that the languages may still be changed on the way. */
  readonly languages: () => LanguageChoice;
}

/** Sends a file and starts its job. Leaving the page, or `cancel`, stops the sending. */
export function useNewJob(onStarted: (job: Job) => void) {
  const { api, sendFile, queries } = useSession();
  const [fraction, setFraction] = useState(0);
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(new SendingCancelled()), []);

  const mutation = useMutation({
    mutationFn: async ({ file, languages }: Start) => {
      const controller = new AbortController();
      sending.current = controller;
      setFraction(0);
      const upload = await sendFile({ file, signal: controller.signal, onProgress: setFraction });
      queries.setQueryData(['upload', upload.id], upload);
      const { language, targetLanguage } = languages();
      return api.process(upload.id, { language, ...(targetLanguage && { targetLanguage }) });
    },
    onSuccess: onStarted,
  });
  const error = mutation.error instanceof SendingCancelled ? undefined : (mutation.error ?? undefined);
  return { ...mutation, error, fraction, cancel: () => sending.current?.abort(new SendingCancelled()) };
}

class SendingCancelled extends Error {
  override readonly name = 'SendingCancelled';
}
