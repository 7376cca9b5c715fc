const words: Readonly<Record<string, string>> = {
  postgres: 'db-unreachable',
  shutdown: 'shutting-down',
};

/** What runbooks are found by: it does not change where a check is called otherwise. */
export const reasonOf = (check: string) => words[check] ?? `${check}-unreachable`;
