import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** From the root of the checkout. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export const root = resolve(import.meta.dirname, '../..');

/** Everything we wrote in TypeScript under apps, libs and tools; what a program of ours wrote is not among it. */
export function sourceFiles(): SourceFile[] {
  const paths = globSync('{apps,libs,tools}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist|out-tsc|generated)(\/|$)|\.d\.ts$/.test(path),
  });
  return paths.sort().map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
  });
}

export const isTest = ({ path }: SourceFile) => /\.(spec|conformance)\.tsx?$|\/testing[^/]*(\/|\.ts$)/.test(path);

/** Paths of ours that the file imports at run time. */
export function importsOf(file: SourceFile, known: ReadonlySet<string>): string[] {
  const named = file.tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const typeOnly = ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly;
    const specifier = statement.moduleSpecifier;
    return typeOnly || !specifier || !ts.isStringLiteral(specifier) ? [] : [specifier.text];
  });
  return named.flatMap((specifier) => {
    const base = ownPath(file.path, specifier);
    return base ? ([`${base}.ts`, `${base}.tsx`].find((path) => known.has(path)) ?? []) : [];
  });
}

function ownPath(from: string, specifier: string) {
  if (specifier.startsWith('.')) {
    return relative(root, resolve(root, dirname(from), specifier)).replace(/\.(js|jsx|ts|tsx)$/, '');
  }
  const lib = /^@polyspool\/([^/]+)\/(.+)$/.exec(specifier);
  return lib && `libs/${lib[1]}/src/${lib[2]}`;
}
