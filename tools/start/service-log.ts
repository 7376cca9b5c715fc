import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { styleText } from 'node:util';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface ReadableLine {
  readonly level: LogLevel;
  readonly text: string;
}

const colours = ['cyan', 'green', 'magenta', 'blue', 'yellow', 'greenBright', 'cyanBright', 'magentaBright'] as const;
/** Known without saying: the prefix, the clock on the wall, the machine under the desk. */
const unsaid = new Set(['level', 'time', 'pid', 'hostname', 'name', 'service', 'version', 'msg', 'err', 'trace_flags']);

/** One JSON line of a service as people read it: `message key=value`. Anything else stays as it is. */
export function readable(line: string): ReadableLine {
  const entry = parseEntry(line);
  if (!entry) return { level: 'info', text: line };
  const fields = Object.entries(entry).filter(([name]) => !unsaid.has(name));
  const said = fields.map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const cause = causeOf(entry.err);
  return { level: levelOf(entry.level), text: [entry.msg, ...said].join(' ') + (cause ? `\n${cause}` : '') };
}

/** Writes what a service says: raw to its file, readable to `print`. */
export function logWriter(name: string, file: string, print: (line: ReadableLine) => void) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const tail: string[] = [];
  const write = (line: string) => {
    appendFileSync(file, `${line}\n`);
    const { level, text } = readable(line);
    tail.push(text);
    if (tail.length > 20) tail.shift();
    print({ level, text: prefixed(name, level, text) });
  };
  return { write, tail: () => tail.join('\n') };
}

const width = 14;

export function prefixed(name: string, level: LogLevel, text: string): string {
  const colour = colours[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % colours.length]!;
  const prefix = styleText(colour, `${name.padEnd(width)}|`);
  const marked = level === 'error' ? styleText('red', text) : level === 'warn' ? styleText('yellow', text) : text;
  return marked
    .split('\n')
    .map((line) => `${prefix} ${line}`)
    .join('\n');
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined; // a line of a library that looks like JSON and is none
  }
}

function levelOf(level: unknown): LogLevel {
  if (typeof level === 'string') return level === 'fatal' ? 'error' : level === 'trace' ? 'debug' : (level as LogLevel);
  const number = Number(level);
  return number >= 50 ? 'error' : number >= 40 ? 'warn' : number >= 30 ? 'info' : 'debug';
}

function causeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { stack, message } = error as { stack?: string; message?: string };
  return stack ?? message;
}
