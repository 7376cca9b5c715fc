import house from '../eslint.config.mjs';

// Tools have no env.ts: they are the ones that make the environment.
export default [...house, { files: ['**/*.ts'], rules: { 'no-restricted-syntax': 'off' } }];
