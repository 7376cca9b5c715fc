import { InvalidArgumentError } from 'commander';

/** `language=en` is text; `chunkSeconds:=20` and `levels:=["B1"]` are JSON; a dot leads into an object: `project.name=x`. */
export function inputOf(pairs: readonly string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [, path, sign, text] = /^([^=:]+)(:?=)(.*)$/s.exec(pair) ?? [];
    if (path === undefined || text === undefined) throw new InvalidArgumentError(`${pair} is not name=value`);
    put(input, path.split('.'), sign === ':=' ? jsonOf(pair, text) : text);
  }
  return input;
}

function put(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown) {
  if (name === '__proto__') throw new InvalidArgumentError('__proto__ is no name');
  if (rest.length === 0) return void (into[name] = value);
  const inner = typeof into[name] === 'object' && into[name] !== null ? into[name] : {};
  into[name] = inner;
  put(inner as Record<string, unknown>, rest, value);
}

function jsonOf(pair: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`${pair}: what follows := is JSON; text follows =`);
  }
}

export function countUpTo(most: number) {
  return (text: string) => {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1 || count > most) throw new InvalidArgumentError(`1 to ${most}`);
    return count;
  };
}
