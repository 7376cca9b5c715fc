import { useEffect, useRef, type SyntheticEvent } from 'react';

type MediaEvent = SyntheticEvent<HTMLMediaElement>;

/** Tells the time of a playing element with every picture of the screen: its own event comes four times a second. */
export function useFrameClock(onTime: (seconds: number) => void) {
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const tell = ({ currentTarget }: MediaEvent) => onTime(currentTarget.currentTime);
  const follow = ({ currentTarget }: MediaEvent) => {
    cancelAnimationFrame(frame.current);
    const look = () => {
      onTime(currentTarget.currentTime);
      if (!currentTarget.paused && !currentTarget.ended) frame.current = requestAnimationFrame(look);
    };
    look();
  };
  return { onTimeUpdate: tell, onSeeking: tell, onPlay: follow };
}
