import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { codeBlocks } from './code-blocks.ts';
import { FreshFolder } from './fresh-folder.ts';

const budgetBytes = 15 * 1024;
const importsIn = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)].map(([, name = '']) => name);

describe('the packed SDK, in a folder of somebody else', () => {
  let folder: FreshFolder;
  beforeAll(async () => {
    folder = await FreshFolder.make();
  }, 60_000);
  afterAll(() => folder?.remove());

  it('brings what it needs, and no more', () => {
    const files = folder.list('node_modules/@polyspool');
    const code = files.filter((name) => /\.(js|d\.ts)$/.test(name));
    const imported = code.flatMap((file) => importsIn(folder.read(`node_modules/@polyspool/${file}`)));

    expect(
      files.filter((name) => !/^(sdk|react)\/(dist\/.*\.(js|d\.ts)|package\.json|README\.md)$/.test(name)),
    ).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['sdk/dist/polyspool.js', 'react/dist/polyspool-react.js']));
    expect(files.filter((name) => /spec|testing/.test(name))).toEqual([]);
    const others = new Set(imported.filter((name) => !name.startsWith('.')));
    expect([...others].sort()).toEqual(['@polyspool/sdk', 'react', 'react/jsx-runtime']);
  });

  it('compiles with the examples of its pages, strictly', async () => {
    const [first = '', second = '', third = ''] = codeBlocks('libs/sdk/README.md', 'ts');
    folder.write(
      'sdk.ts',
      first + second.replace(/^import .*\n/m, "import { PolyspoolError } from '@polyspool/sdk';\n") + third,
    );
    codeBlocks('libs/react/README.md', 'tsx').forEach((code, at) => folder.write(`react-${at}.tsx`, code));
    const wrong = `// @ts-expect-error what the contract wants is a boolean\nawait client.videos.process('u1', { burnIn: 'yes' });\n`;
    folder.write('wrong.ts', first + wrong);

    expect(await folder.complaints('sdk.ts', 'wrong.ts', 'react-0.tsx', 'react-1.tsx')).toBe('');
  }, 60_000);

  it('runs in Node, and says so where there is no server', async () => {
    folder.write(
      'alone.mjs',
      `import { Polyspool, verifyWebhook } from '@polyspool/sdk';
       const client = new Polyspool({ url: 'http://127.0.0.1:9', retries: 0 });
       await client.me.get().catch(({ code }) => console.log(code));
       await verifyWebhook({ body: '', headers: {} }, 'whsec_').catch(({ code }) => console.log(code));`,
    );

    expect(await folder.node('alone.mjs')).toBe('client.unreachable\nclient.badSignature\n');
  });

  it('is small in a browser: the hooks, and all of the SDK that they use', async () => {
    const entry = 'hooks.mjs';
    folder.write(
      entry,
      `export { PolyspoolProvider, useJob, useTaskStatus, useUpload } from '@polyspool/react';
       export { Polyspool } from '@polyspool/sdk';`,
    );

    const bundle = await folder.bundle(entry, ['react', 'react/jsx-runtime']);

    expect(bundle).toContain('/v1/ws');
    expect(gzipSync(bundle).length).toBeLessThanOrEqual(budgetBytes);
    console.log(`The hooks with the SDK: ${gzipSync(bundle).length} bytes (gzip)`);
  }, 60_000);
});

it('has types that are those of the contracts: else, npm run types -w @polyspool/sdk', () => {
  const script = join(import.meta.dirname, 'write-contract-types.ts');
  const asTheContractsAre = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' });

  expect(readFileSync(join(import.meta.dirname, '../../libs/sdk/src/generated/contract.ts'), 'utf8')).toBe(
    asTheContractsAre,
  );
});
