/** Of engines whose progress goes back and forth: tells only what is more than was told before. */
export function risingProgress(onProgress: ((fraction: number) => void) | undefined): (fraction: number) => void {
  let told = 0;
  return (fraction) => {
    const bounded = Math.min(1, fraction);
    if (!(bounded > told)) return;
    told = bounded;
    onProgress?.(bounded);
  };
}
