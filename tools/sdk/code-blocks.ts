import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The examples of a README of this checkout, in their order. */
export function codeBlocks(readme: string, language: 'ts' | 'tsx'): string[] {
  const text = readFileSync(join(import.meta.dirname, '../..', readme), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return blocks.filter(([, name]) => name === language).map(([, , code = '']) => code);
}
