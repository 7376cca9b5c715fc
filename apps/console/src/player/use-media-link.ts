import type { SignedLink } from '@polyspool/contracts/files';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';

interface LinkQuery {
  readonly queryKey: readonly string[];
  readonly queryFn: () => Promise<SignedLink>;
}

/** A link to what plays. When it has run out, a new one takes its place where playing stopped. */
export function useMediaLink(query: LinkQuery) {
  const link = useQuery({ ...query, staleTime: Infinity });
  const stoppedAt = useRef(0);
  const [unplayable, setUnplayable] = useState(false);
  const handlers = {
    onError: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => {
      const expired = link.data && Date.parse(link.data.expiresAt) <= Date.now();
      if (!expired) return setUnplayable(true);
      stoppedAt.current = currentTarget.currentTime;
      void link.refetch();
    },
    onLoadedMetadata: ({ currentTarget }: SyntheticEvent<HTMLMediaElement>) => {
      if (stoppedAt.current > 0) currentTarget.currentTime = stoppedAt.current;
      stoppedAt.current = 0;
    },
  };
  return { url: link.data?.url, error: link.error, unplayable, handlers };
}
