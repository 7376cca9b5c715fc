import { Role, type Account, type AccountChange } from '@polyspool/contracts/people';
import { ApiProblem } from '../api/api-problem.js';
import { useAccessChange } from '../keys/use-keys.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { YesOrNo } from '../ui/yes-or-no.js';
import { roleHelp, roleNames } from './people-words.js';

/** Another role, and whether they may come in at all. */
export function PersonActions({ account }: { account: Account }) {
  const { api } = useSession();
  const { id, name, role, disabledAt } = account;
  const changing = useAccessChange((change: AccountChange) => api.access.changePerson(id, change));
  return (
    <>
      <AskingButton className="button small" label="Role" of={`of ${name}`} question={`Which role has ${name}?`}>
        {(close) => (
          <>
            {Role.options.map((option) => (
              <div className="button-row" key={option}>
                <button
                  className="button small"
                  type="button"
                  autoFocus={option === role}
                  disabled={changing.isPending}
                  aria-current={option === role || undefined}
                  onClick={() => (option === role ? close() : changing.mutate({ role: option }, { onSuccess: close }))}
                >
                  {option === role ? `Stays ${roleNames[option].toLowerCase()}` : roleNames[option]}
                </button>
                <span className="hint">{roleHelp[option]}</span>
              </div>
            ))}
          </>
        )}
      </AskingButton>
      {disabledAt ? (
        <button
          className="button small"
          type="button"
          aria-label={`Let in again ${name}`}
          disabled={changing.isPending}
          onClick={() => changing.mutate({ disabled: false })}
        >
          Let in again
        </button>
      ) : (
        <ShutOut account={account} />
      )}
      {changing.error && <ProblemNotice problem={ApiProblem.from(changing.error)} />}
    </>
  );
}

function ShutOut({ account: { id, name } }: { account: Account }) {
  const { api } = useSession();
  const shutting = useAccessChange(() => api.access.changePerson(id, { disabled: true }));
  return (
    <AskingButton className="button small danger" label="Shut out" of={name} question={`Shut ${name} out?`}>
      {(close) => (
        <YesOrNo
          text="None of their keys and tokens opens anything until you let them in again. What they have started goes on."
          yes="Yes, shut out"
          tone="danger"
          action={shutting}
          close={close}
        />
      )}
    </AskingButton>
  );
}
