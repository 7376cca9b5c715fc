import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface NamedTest {
  /** From the root of the checkout. */
  readonly path: string;
  /** As it is written: what `it.each` puts into it is not put in. */
  readonly title: string;
}

const places = ['{apps,libs,tools}/**/*.{spec,conformance}.{ts,tsx}', 'tools/faults/*-scenarios.ts'];
const notOurs = /(^|\/)(node_modules|dist|out-tsc)(\/|$)|\.d\.ts$/;

/** Every test of the tree by its title, and every group of them; a scenario of the fault table counts as one. */
export function findTests(root: string): NamedTest[] {
  const paths = globSync(places, { cwd: root, exclude: (path) => notOurs.test(path) });
  return paths.toSorted().flatMap((path) => testsIn(path, readFileSync(join(root, path), 'utf8')));
}

export function testsIn(path: string, text: string): NamedTest[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const tests: NamedTest[] = [];
  const visit = (node: ts.Node) => {
    const title = ts.isCallExpression(node) ? titleOfCall(node) : titleOfScenario(node);
    if (title !== undefined) tests.push({ path, title });
    else if (isSkipped(node)) return; // with all that is in it
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return tests;
}

/** Of `it('...')`, `describe.each(...)('...')` and their like; what is skipped proves nothing. */
function titleOfCall({ expression, arguments: [first] }: ts.CallExpression): string | undefined {
  const names = namesIn(expression);
  return isTestName(names.at(-1)) && !names.includes('skip') && !names.includes('todo') ? textOf(first) : undefined;
}

function isSkipped(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const names = namesIn(node.expression);
  return isTestName(names.at(-1)) && names.some((name) => name === 'skip' || name === 'todo');
}

const isTestName = (name: string | undefined) => name === 'it' || name === 'test' || name === 'describe';

/** `it.each(table)` is each, it. */
function namesIn(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [callee.name.text, ...namesIn(callee.expression)];
  if (ts.isCallExpression(callee)) return namesIn(callee.expression);
  return ts.isTaggedTemplateExpression(callee) ? namesIn(callee.tag) : [];
}

function titleOfScenario(node: ts.Node): string | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const field = (name: string) =>
    node.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText() === name);
  const title = field('title');
  return field('strike') && title && ts.isPropertyAssignment(title) ? textOf(title.initializer) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}
