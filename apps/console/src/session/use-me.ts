import { useQuery } from '@tanstack/react-query';
import { useSession } from './session.js';

/** Whose key this session works with. */
export function useMe() {
  const { api } = useSession();
  return useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Infinity });
}
