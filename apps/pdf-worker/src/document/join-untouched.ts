import type { UntouchedPage } from '@polyspool/contracts/pdf';

/** Each page once, in order, with the first reason that was found. */
export const joinUntouched = (...all: readonly (readonly UntouchedPage[])[]): UntouchedPage[] => [
  ...new Map(
    all
      .flat()
      .toReversed()
      .map((page) => [page.page, page] as const)
      .toSorted(([a], [b]) => a - b),
  ).values(),
];
