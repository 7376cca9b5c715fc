import ts from 'typescript';
import { importCycles } from './import-cycles.ts';
import { isTest, type SourceFile, sourceFiles } from './source-files.ts';

/** `node tools/measure/measure.ts [--check]`: the numbers of the house, and with --check exit code 1 above a ceiling. */
interface Found {
  readonly size: number;
  readonly where: string;
}

const files = sourceFiles();
const product = files.filter((file) => !isTest(file));
const functions = product.flatMap(functionsOf);

const ceilings: readonly { name: string; ceiling: number; found: readonly Found[] }[] = [
  {
    name: 'lines of a file',
    ceiling: 250,
    found: files.map((file) => ({ size: linesOf(file.text), where: file.path })),
  },
  { name: 'lines of a function', ceiling: 50, found: functions.map(({ lines, where }) => ({ size: lines, where })) },
  { name: 'parameters', ceiling: 4, found: functions.filter((one) => !one.isConstructor).map(parametersOf) },
  {
    name: 'parameters of a constructor',
    ceiling: 5,
    found: functions.filter((one) => one.isConstructor).map(parametersOf),
  },
  {
    name: 'folders below src',
    ceiling: 2,
    found: product.map((file) => ({ size: depthOf(file.path), where: file.path })),
  },
  { name: 'import cycles', ceiling: 0, found: countOf(importCycles(product).map((cycle) => cycle.join(' -> '))) },
  { name: 'barrels', ceiling: 0, found: countOf(product.filter(isBarrel).map(({ path }) => path)) },
  {
    name: 'module mocks',
    ceiling: 0,
    found: countOf(matching(files, /\b(jest|vi)\.(unstable_)?(mock|mockModule|doMock)\(/)),
  },
  {
    name: 'process.env outside env.ts',
    ceiling: 0,
    found: countOf(matching(product.filter(readsNoEnv), /process\.env\b/)),
  },
];

const faults = ceilings.flatMap(({ name, ceiling, found }) => {
  const above = found.filter(({ size }) => size > ceiling);
  const most = found.reduce((max, { size }) => Math.max(max, size), 0);
  console.log(`${name.padEnd(28)} at most ${String(ceiling).padStart(3)}   found ${String(most).padStart(3)}`);
  return above.map(({ size, where }) => `${where}: ${name}: ${size}, at most ${ceiling}`);
});
aim(
  'median lines of a file',
  60,
  quantile(
    product.map((file) => linesOf(file.text)),
    0.5,
  ),
);
aim(
  '95th % lines of a function',
  30,
  quantile(
    functions.map(({ lines }) => lines),
    0.95,
  ),
);
console.log(
  `${product.length} files, ${product.reduce((sum, file) => sum + linesOf(file.text), 0)} lines; ${files.length - product.length} files of tests`,
);
for (const fault of faults) console.error(fault);
if (process.argv.includes('--check') && faults.length) process.exitCode = 1;

function aim(name: string, wanted: number, found: number) {
  console.log(
    `${name.padEnd(28)} aim ${String(wanted).padStart(7)}   found ${String(found).padStart(3)}${found > wanted ? '  missed' : ''}`,
  );
}

function functionsOf(file: SourceFile) {
  const found: { lines: number; parameters: number; isConstructor: boolean; where: string }[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const [from, to] = [node.getStart(), node.end].map((at) => file.tree.getLineAndCharacterOfPosition(at).line);
      const where = `${file.path}:${from! + 1}`;
      const isConstructor = ts.isConstructorDeclaration(node);
      const parameters = node.parameters.filter(
        (parameter) => !parameter.dotDotDotToken && !isDecorated(parameter),
      ).length;
      found.push({ lines: to! - from! + 1, parameters, isConstructor, where });
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}

/** A route's decorated parameters are its address, not its complexity. */
function isDecorated(parameter: ts.ParameterDeclaration) {
  return (ts.getDecorators(parameter)?.length ?? 0) > 0;
}

function parametersOf({ parameters, where }: { parameters: number; where: string }): Found {
  return { size: parameters, where };
}

function countOf(places: readonly string[]): Found[] {
  return places.map((where) => ({ size: places.length, where }));
}

function linesOf(text: string) {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function depthOf(path: string) {
  const below = path.split('/src/')[1] ?? path.replace(/^tools\//, '');
  return below.split('/').length - 1;
}

function isBarrel({ tree }: SourceFile) {
  return (
    tree.statements.length > 0 && tree.statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
  );
}

function readsNoEnv({ path }: SourceFile) {
  return !/(\/env|vite\.config)\.ts$/.test(path) && !path.startsWith('tools/');
}

function matching(among: readonly SourceFile[], pattern: RegExp) {
  return among.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

function quantile(values: readonly number[], share: number) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
