// `npm run types -w @polyspool/sdk`: the SDK's types, as the contracts are now. `--print` only shows them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contractTypes, contractTypesFile } from './contract-types.ts';

const types = await contractTypes();
if (process.argv.includes('--print')) process.stdout.write(types);
else {
  mkdirSync(dirname(contractTypesFile), { recursive: true });
  writeFileSync(contractTypesFile, types);
}
