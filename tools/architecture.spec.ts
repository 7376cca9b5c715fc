import { ESLint } from 'eslint';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const eslint = new ESLint({ cwd: root });

/** Each line must be refused. If one is not, the rule is asleep: the house has no walls. */
describe('the walls of the house', () => {
  it.each([
    ['libs/contracts/src/video.ts', `import '@polyspool/jobs/job-host';`],
    ['libs/contracts/src/video.ts', `import 'uuid';`],
    ['libs/processes/src/run-program.ts', `import '@nestjs/common';`],
    ['libs/providers/src/translator/translator.ts', `import '@nestjs/common';`],
    ['libs/providers/src/translator/translator.ts', `import '@polyspool/storage/storage';`],
    ['libs/jobs/src/job-host.ts', `import '@polyspool/database/database';`],
    ['libs/storage/src/storage.ts', `import '@polyspool/database/database';`],
    ['apps/video-worker/src/env.ts', `import '@polyspool/database/database';`],
    ['apps/video-worker/src/env.ts', `import 'bullmq';`],
    ['apps/gateway/src/env.ts', `import 'typeorm';`],
    ['apps/gateway/src/env.ts', `import 'pg';`],
    ['apps/gateway/src/env.ts', `import '@polyspool/providers/translator/translator';`],
    ['apps/gateway/src/env.ts', `import '../../video-worker/src/env.js';`],
    ['apps/console/src/main.tsx', `import '@polyspool/service/env';`],
  ])('%s may not say %s', async (filePath, code) => {
    const [result] = await eslint.lintText(`${code}\n`, { filePath: resolve(root, filePath) });

    expect(result!.messages.map((message) => message.ruleId)).toContain('@nx/enforce-module-boundaries');
  });

  it.each([
    ['apps/gateway/src/main.ts', 'export const port = process.env.PORT;\n', 'no-restricted-syntax'],
    ['apps/gateway/src/main.ts', `import '@polyspool/jobs/internal/secret';\n`, 'no-restricted-imports'],
    ['apps/gateway/src/main.ts', 'export default 1;\n', 'no-restricted-syntax'],
    [
      'apps/gateway/src/main.ts',
      'export const wide = (a: 1, b: 2, c: 3, d: 4, e: 5) => [a, b, c, d, e];\n',
      'no-restricted-syntax',
    ],
  ])('%s may not say %s', async (filePath, code, rule) => {
    const [result] = await eslint.lintText(code, { filePath: resolve(root, filePath) });

    expect(result!.messages.map((message) => message.ruleId)).toContain(rule);
  });
});
