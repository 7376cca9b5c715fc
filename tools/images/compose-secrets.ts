// `npm run secrets`: what docker/compose.yaml needs and nobody else may know, in docker/secrets.
import { join } from 'node:path';
import { makeSecrets } from './make-secrets.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docker/secrets');
const made = makeSecrets(root, folder);
console.log(made.length ? `Made in ${folder}: ${made.join(', ')}` : `Nothing is missing in ${folder}.`);
console.log('The first keys: user_key, operator_key, admin_key. Keep backup_key somewhere else, too.');
