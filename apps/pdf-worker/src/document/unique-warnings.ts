import type { Warning } from '@polyspool/contracts/warning';

/** What many parts warn of is told once. */
export const uniqueWarnings = (warnings: readonly Warning[]): Warning[] =>
  [...Map.groupBy(warnings, ({ code, detail }) => JSON.stringify([code, detail])).values()].flatMap(
    ([first]) => first ?? [],
  );
