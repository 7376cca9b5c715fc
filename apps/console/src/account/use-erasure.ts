import type { ErasureState } from '@polyspool/contracts/gdpr';
import { isTerminal } from '@polyspool/contracts/job-status';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import type { Fetch } from '../api/call-gateway.js';
import { findErasure } from '../api/my-data-client.js';

const intervalMs = 2_000;

/** Asks until it has ended: no session is left that could be told. */
export function useErasure(fetch: Fetch, id: string) {
  const [erasure, setErasure] = useState<ErasureState>();
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = async () => {
      try {
        const found = await findErasure(fetch, id);
        if (isGone) return;
        setProblem(undefined);
        setErasure(found);
        if (isTerminal(found.status)) return;
      } catch (error) {
        if (isGone) return;
        const refused = ApiProblem.from(error);
        setProblem(refused);
        if (refused.problem.status === 404) return;
      }
      timer = setTimeout(() => void ask(), intervalMs);
    };
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [fetch, id]);
  return { erasure, problem };
}
