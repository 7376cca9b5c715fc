import { useEffect, useState, type RefObject } from 'react';

/** Whether something has come near what is seen of the page; it stays so. */
export function useSeen(place: RefObject<Element | null>): boolean {
  // Where nobody can tell, all is seen.
  const [isSeen, setSeen] = useState(() => typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isSeen || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      {
        rootMargin: '400px',
      },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isSeen, place]);
  return isSeen;
}
