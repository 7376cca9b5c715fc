import { useEffect, useRef } from 'react';

interface MoreRecordsProps {
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** Fetches the next page when the end of the list comes near; a button for everyone who does not scroll. */
export function MoreRecords({ isLoading, onMore }: MoreRecordsProps) {
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isLoading || !place.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onMore(), {
      rootMargin: '600px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isLoading, onMore]);
  return (
    <button ref={place} className="button more" type="button" disabled={isLoading} onClick={onMore}>
      {isLoading ? 'Loading…' : 'Show more'}
    </button>
  );
}
