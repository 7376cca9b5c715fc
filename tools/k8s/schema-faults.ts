import { join } from 'node:path';
import ts from 'typescript';
import { nameOf, type Resource } from './render.ts';

/** Where the types of a group of the API are, as its makers wrote them in Go. */
const packages: Readonly<Record<string, string>> = {
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
};

/**
 * Fields that there are not and values that a field does not take, found by the compiler: each object is a literal of its
 * type. Then what types do not say (whole numbers, formats), found by the schema.
 */
export async function schemaFaults(resources: readonly Resource[], root: string): Promise<string[]> {
  const known = resources.filter((resource) => moduleOf(resource));
  const unknown = resources.filter((resource) => !moduleOf(resource));
  return [
    ...unknown.map((resource) => `${nameOf(resource)}: ${resource.apiVersion} is not known`),
    ...typeFaults(known, join(root, 'tools/k8s/manifests-as-literals.ts')),
    ...(await Promise.all(known.map(validationFaults))).flat(),
  ];
}

function moduleOf({ apiVersion, kind }: Resource) {
  const [group = ''] = apiVersion.split('/');
  const isCore = !group.includes('.') || group.endsWith('.k8s.io');
  const name = packages[group] ?? (isCore ? 'kubernetes-models' : undefined);
  return name && `${name}/${apiVersion}/${kind}`;
}

function typeFaults(resources: readonly Resource[], path: string) {
  const lines = resources.map((resource, index) => {
    const type = `import('${moduleOf(resource)}').I${resource.kind}`;
    return `export const _${index}: ${type} = ${JSON.stringify(resource)};`;
  });
  const program = programOf(path, lines.join('\n'));
  const file = program.getSourceFile(path)!; // it is the root of the program
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ start = 0, messageText }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${nameOf(resources[line]!)}: ${lastSentence(messageText)}`;
  });
}

/** The innermost one names the field. */
function lastSentence(message: string | ts.DiagnosticMessageChain): string {
  if (typeof message === 'string') return message;
  return message.next?.length ? lastSentence(message.next.at(-1)!) : message.messageText;
}

function programOf(path: string, text: string) {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, options.target!) : getSourceFile(name, ...rest);
  return ts.createProgram([path], options, host);
}

interface Model {
  validate(): void;
}

async function validationFaults(resource: Resource): Promise<string[]> {
  const models = (await import(moduleOf(resource)!)) as Record<string, new (data: Resource) => Model>;
  const { [resource.kind]: Kind } = models;
  if (!Kind) return [`${nameOf(resource)}: there is no ${resource.kind} in ${resource.apiVersion}`];
  try {
    new Kind(resource).validate();
    return [];
  } catch (error) {
    return [`${nameOf(resource)}: ${(error as Error).message}`];
  }
}
