import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** What a page of this checkout has its readers type, statement by statement: its `sh` blocks. */
export const fencedStatements = (page: string): string[] => fencedStatementsIn(textOf(page));

export function fencedStatementsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.flatMap(statementsOf);
}

/** The same of blocks that are indented. */
export const indentedStatements = (page: string): string[] => indentedStatementsIn(textOf(page));

export function indentedStatementsIn(text: string): string[] {
  const lines = text.match(/^ {4}.*$/gm) ?? [];
  return statementsOf(lines.map((line) => line.slice(4)).join('\n'));
}

const textOf = (page: string) => readFileSync(join(repository, page), 'utf8');

/** A loop or a document within is one statement: bash says whether there is more to come. */
function statementsOf(block: string): string[] {
  const statements: string[] = [];
  let begun = '';
  // What readers put in by themselves is `$id` where the page has `<id>`.
  for (const line of block.replaceAll(/<(\w+)>/g, '$$$1').split('\n')) {
    if (!begun && (line.trim() === '' || line.startsWith('#'))) continue;
    begun += `${line}\n`;
    const { stderr } = spawnSync('bash', ['-n'], { input: begun, encoding: 'utf8' });
    if (stderr) continue; // also of a document without its end, which is only a warning
    statements.push(begun);
    begun = '';
  }
  if (begun) throw new Error(`A block ends in the middle of a statement:\n${begun}`);
  return statements;
}
