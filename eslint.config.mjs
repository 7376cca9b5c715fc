import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import ts from 'typescript-eslint';

const may = (sourceTag, onlyDependOnLibsWithTags, externals = {}) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
  ...externals,
});

const depConstraints = [
  // What a project is.
  may('type:contract', ['type:contract'], { allowedExternalImports: ['zod', 'fast-check', '@jest/globals'] }),
  may('type:tool', ['type:contract', 'type:tool'], { bannedExternalImports: ['@nestjs/*', 'bullmq', 'typeorm'] }),
  may('type:provider', ['type:contract', 'type:tool', 'type:provider'], {
    bannedExternalImports: ['@nestjs/*', 'bullmq', 'typeorm'],
  }),
  may('type:infra', ['type:contract', 'type:tool', 'type:infra']),
  may('type:client', ['type:contract', 'type:client']),
  may('type:app', ['type:contract', 'type:tool', 'type:infra', 'type:provider', 'type:client'], {
    bannedExternalImports: ['bullmq', 'ioredis', 'typeorm', 'pg'],
  }),
  may('type:workspace', ['*']),
  // Where it runs.
  may('scope:shared', ['scope:shared']),
  may('scope:web', ['scope:shared', 'scope:web']),
  may('scope:server', ['scope:shared', 'scope:server']),
  may('scope:control', ['scope:shared', 'scope:server', 'scope:control']),
  may('scope:work', ['scope:shared', 'scope:server', 'scope:work']),
];

const house = {
  '@nx/enforce-module-boundaries': ['error', { depConstraints }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  // It does not see what decorators use.
  'no-useless-assignment': 'off',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  'no-restricted-imports': [
    'error',
    { patterns: [{ group: ['@polyspool/*/internal/*'], message: 'Private to its lib.' }] },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "MemberExpression[object.name='process'][property.name='env']",
      message: 'Read the environment in env.ts.',
    },
    {
      selector:
        ':matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind!="constructor"] > FunctionExpression)[params.length>4]',
      message: 'At most 4 parameters.',
    },
    { selector: 'ExportDefaultDeclaration', message: 'One file, one thing, named after it.' },
    { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
    {
      selector: "CallExpression[callee.object.name='jest'][callee.property.name=/[mM]ock|mockModule/]",
      message: 'Fakes, never module mocks.',
    },
  ],
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
};

export default [
  { ignores: ['**/node_modules', '**/dist', '**/out-tsc', '.nx', '.polyspool'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  prettier,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: house,
  },
  { files: ['**/env.ts', 'tools/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.conformance.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
];
