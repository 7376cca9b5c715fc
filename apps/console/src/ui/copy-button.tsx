import { useMutation } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useSession } from '../session/session.js';

interface CopyButtonProps {
  readonly text: string;
  /** What it is, for those who only hear it. */
  readonly what: string;
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const { copy } = useSession();
  const copying = useMutation({ mutationFn: () => copy(text) });
  const Icon = copying.isSuccess ? Check : Copy;
  return (
    <>
      <button className="button" type="button" aria-label={`Copy ${what}`} onClick={() => copying.mutate()}>
        <Icon aria-hidden size={16} />
        {copying.isSuccess ? 'Copied' : 'Copy'}
      </button>
      <span className="visually-hidden" role="status">
        {copying.isSuccess && 'Copied'}
      </span>
      {copying.error && (
        <p className="fault" role="alert">
          The browser does not let this page copy. Mark the text and copy it by hand.
        </p>
      )}
    </>
  );
}
