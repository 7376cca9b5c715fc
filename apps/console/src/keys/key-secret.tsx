import type { ApiKeyWithSecret } from '@polyspool/contracts/api-keys';
import { KeyRound } from 'lucide-react';
import { CopyButton } from '../ui/copy-button.js';

interface KeySecretProps {
  readonly made: ApiKeyWithSecret;
  readonly onDone: () => void;
}

/** The only time that it is seen. */
export function KeySecret({ made: { key, name }, onDone }: KeySecretProps) {
  return (
    <div className="notice info secret-card" role="group" aria-label={`The new key ${name}`}>
      <KeyRound aria-hidden size={20} />
      <div className="page-stack tight">
        <p className="notice-title">The key “{name}”: it is shown only now</p>
        <p>
          Whoever has it may do with it what you have chosen. Programs send it as <code>Authorization: Bearer</code>.
        </p>
        <code className="secret" tabIndex={0} aria-label="Key">
          {key}
        </code>
        <div className="button-row">
          <CopyButton text={key} what="the key" />
          <button className="button quiet" type="button" onClick={onDone}>
            I have kept it
          </button>
        </div>
      </div>
    </div>
  );
}
