import type { Me } from '@polyspool/contracts/people';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { TextField } from '../ui/text-field.js';
import { thingsIn } from './erase-words.js';

interface EraseQuestionProps {
  readonly me: Me;
  readonly close: () => void;
}

/** Says what would go, and wants the name before it does. */
export function EraseQuestion({ me, close }: EraseQuestionProps) {
  const { api } = useSession();
  const [name, setName] = useState('');
  const erase = useErase();
  const count = useQuery({ queryKey: ['erase count'], queryFn: api.myData.eraseCount, staleTime: 0, gcTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name === me.name) erase.mutate(name);
  };
  const problem = erase.error ?? count.error;
  return (
    <form className="page-stack tight" onSubmit={submit}>
      <p aria-live="polite">{count.data ? thingsIn(count.data) : !count.error && 'Counting what there is of you…'}</p>
      <TextField label={`Write your name, ${me.name}, to confirm`} value={name} autoFocus onChange={setName} />
      <div className="button-row">
        <button className="button" type="button" onClick={close}>
          Leave it
        </button>
        <button className="button danger" type="submit" disabled={name !== me.name || erase.isPending}>
          Erase everything
        </button>
      </div>
      {problem && <ProblemNotice problem={ApiProblem.from(problem)} />}
    </form>
  );
}

/** From then on the key opens nothing: what becomes of it is seen without one. */
function useErase() {
  const { api, signOut } = useSession();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: api.myData.erase,
    onSuccess: ({ erasure }) => {
      if (!erasure) return;
      void navigate(`/erasures/${erasure.id}`);
      signOut();
    },
  });
}
