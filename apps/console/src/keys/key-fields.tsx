import { Scope } from '@polyspool/contracts/api-keys';
import type { Role } from '@polyspool/contracts/people';
import { CheckField } from '../ui/check-field.js';
import { Chips } from '../ui/chips.js';
import { SelectField } from '../ui/select-field.js';
import { TextField } from '../ui/text-field.js';
import { adminScopes, lifetimeNames, lifetimes, scopeNames, type Lifetime } from './key-words.js';

export interface KeyDraft {
  readonly name: string;
  readonly isFull: boolean;
  readonly scopes: readonly Scope[];
  readonly lifetime: Lifetime;
}

/** What can be given to somebody. */
export interface KeyBounds {
  /** Whom the key is for. */
  readonly role: Role;
  /** What the key of who asks may be used for: it gives out no more. None: everything. */
  readonly given?: readonly Scope[] | undefined;
}

interface KeyFieldsProps extends KeyBounds {
  readonly draft: KeyDraft;
  readonly onChange: (change: Partial<KeyDraft>) => void;
}

export function KeyFields({ draft, role, given, onChange }: KeyFieldsProps) {
  return (
    <>
      <TextField
        label="What it is for"
        help="By this name you know it again."
        placeholder="The server of our course"
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      {!given && (
        <CheckField
          label="It may do everything"
          help={role === 'user' ? 'All that its owner may do' : 'All that its owner may do, operations included'}
          checked={draft.isFull}
          onChange={(isFull) => onChange({ isFull })}
        />
      )}
      {!draft.isFull && (
        <Chips
          legend="It may"
          options={offeredScopes({ role, given }).map((scope) => [scope, scopeNames[scope]] as const)}
          value={draft.scopes}
          onChange={(scopes) => onChange({ scopes })}
        />
      )}
      <SelectField
        label="When it ends"
        value={draft.lifetime}
        options={lifetimes.map((lifetime) => [lifetime, lifetimeNames[lifetime]] as const)}
        onChange={(lifetime) => onChange({ lifetime })}
      />
    </>
  );
}

export const offeredScopes = ({ role, given }: KeyBounds) =>
  Scope.options.filter((scope) => {
    if (role === 'user' && adminScopes.includes(scope)) return false;
    return !given || given.includes(scope) || given.some((one) => one === scope.replace(':read', ':write'));
  });
