import { useEffect, useState } from 'react';

/** The time in milliseconds, anew every second; it stands still while nothing needs it. */
export function useNow(isNeeded = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return now;
}
