import type { NamedTest } from './find-tests.ts';
import { numbersIn } from './numbers-in.ts';
import type { Requirement } from './requirement.ts';

export interface ProvedRequirement extends Requirement {
  readonly provedBy: readonly NamedTest[];
}

export interface Proof {
  readonly rows: readonly ProvedRequirement[];
  /** What is wrong with the table: nothing where every row has a test or a reason, and every test that is named exists. */
  readonly faults: readonly string[];
}

/** Lays the tests of the tree beside the requirements. */
export function prove(requirements: readonly Requirement[], tests: readonly NamedTest[]): Proof {
  const byName = new Map(tests.map((test) => [nameOf(test), test]));
  const byNumber = Map.groupBy(
    tests.flatMap((test) => numbersIn(test.title).map((id) => ({ id, test }))),
    ({ id }) => id,
  );
  const rows = requirements.map((row) => {
    const named = (row.tests ?? []).flatMap((name) => byName.get(name) ?? []);
    const numbered = (byNumber.get(row.id) ?? []).map(({ test }) => test);
    return { ...row, provedBy: [...new Set([...numbered, ...named])] };
  });
  const known = new Set(requirements.map(({ id }) => id));
  return {
    rows,
    faults: [
      ...requirements.flatMap(({ id, tests: names = [] }) =>
        names.filter((name) => !byName.has(name)).map((name) => `${id} names a test that there is not: ${name}`),
      ),
      ...[...byNumber.entries()]
        .filter(([id]) => !known.has(id))
        .map(([id, [first]]) => `${id} is no requirement: ${nameOf(first!.test)}`), // groups are never empty
      ...rows
        .filter(({ provedBy, reason }) => !provedBy.length && reason === undefined)
        .map(({ id, text }) => `${id} has neither a test nor a reason: ${text}`),
    ],
  };
}

const nameOf = ({ path, title }: NamedTest) => `${path}: ${title}`;
