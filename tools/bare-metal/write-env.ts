// `node tools/bare-metal/write-env.ts /etc/polyspool`: the files of docs/ops/bare-metal/env with secrets of their own, which are kept.
import { writeEnvFiles } from './write-env-files.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where: node tools/bare-metal/write-env.ts /etc/polyspool');
const made = writeEnvFiles(folder);
console.log(made.length ? `Made in ${folder}: ${made.join(', ')}` : `Nothing is missing in ${folder}.`);
console.log(
  'Keep the folder secrets somewhere else, too: without backup_key and encryption_keys no backup can be read.',
);
