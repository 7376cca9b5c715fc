// `node tools/bare-metal/write-env.ts /etc/polyspool`: the files of docs/ops/bare-metal/env with secrets of their own, which are kept.
// Settings that older files do not have are their owner's to add: it names them and fails.
import { absentSettings } from './absent-settings.ts';
import { writeEnvFiles } from './write-env-files.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where: node tools/bare-metal/write-env.ts /etc/polyspool');
const made = writeEnvFiles(folder);
const absent = absentSettings(folder);
if (made.length) console.log(`Made in ${folder}: ${made.join(', ')}`);
else if (!absent.length) console.log(`Nothing is missing in ${folder}.`);
console.log(
  'Keep the folder secrets somewhere else, too: without backup_key and encryption_keys no backup can be read.',
);
if (absent.length) {
  const lines = absent.map((line) => `  ${line}`).join('\n');
  console.error(
    `Files that were there do not say, so please add it (\${...} is a file of ${folder}/secrets):\n${lines}`,
  );
  process.exitCode = 1;
}
