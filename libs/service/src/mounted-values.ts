import { readFileSync } from 'node:fs';

/**
 * What `NAME_FILE` says of the variables `names`: secrets are mounted as files, since everybody who may look at a container
 * or a process sees its environment. One line break at the end is not part of a value.
 */
export function readMountedValues(names: readonly string[], given: Readonly<Record<string, string | undefined>>) {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of names) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) faults.push(`${name}_FILE: ${name} is set, too; one of them`);
    else
      try {
        const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
        if (value) values[name] = value;
        else faults.push(`${name}_FILE: ${path} is empty`);
      } catch (error) {
        faults.push(`${name}_FILE: ${(error as Error).message}`);
      }
  }
  return { values, faults };
}
