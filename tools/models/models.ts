// `npm run models -- list` · `npm run models -- pull NAME [--into folder]`: models for the transcriber `whisper`.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lookAt, pullFile } from './pull-file.ts';
import { fileName, modelUrl, whisperModels } from './whisper-models.ts';

const usage = `npm run models -- list
npm run models -- pull NAME [--into folder] [--from url]

--into  where models lie; .polyspool/models in this checkout where nothing is said
--from  another server with the same files`;

const root = join(import.meta.dirname, '../..');

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run() {
  const options = { into: { type: 'string' }, from: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, name] = positionals;
  const folder = resolve(values.into ?? join(root, '.polyspool/models'));
  if (command === 'list') return list(folder);
  if (command === 'pull' && name) return pull(name, folder, values.from);
  throw new Error(usage);
}

function list(folder: string) {
  for (const model of whisperModels) {
    const mark = existsSync(join(folder, fileName(model))) ? 'here' : '';
    console.log([model.name.padEnd(20), model.size.padStart(8), mark].join('  ').trimEnd());
  }
}

async function pull(name: string, folder: string, from?: string) {
  const model = whisperModels.find((one) => one.name === name);
  if (!model)
    throw new Error(`There is no model '${name}'. There are: ${whisperModels.map((one) => one.name).join(', ')}.`);
  const path = join(folder, fileName(model));
  console.log(`${modelUrl(model, from)}\n  SHA-1    ${model.sha1} (as whisper.cpp publishes it)`);
  const file = await lookAt(modelUrl(model, from));
  console.log(
    `  SHA-256  ${file.sha256 ?? 'not told'} (as its server says)\n  bytes    ${file.bytes}\n  into     ${path}`,
  );
  const isNew = await pullFile({ file, path, sha1: model.sha1, onProgress: progress(file.bytes) });
  console.log(`${isNew ? 'Loaded and checked.' : 'It is there already, and whole.'} For video-worker:`);
  console.log(`TRANSCRIBER=whisper WHISPER_MODEL_PATH=${path}`);
}

/** A line for each tenth part. */
function progress(totalBytes: number) {
  let told = 0;
  return (bytes: number) => {
    const tenths = Math.floor((10 * bytes) / totalBytes);
    if (tenths > told) console.log(`${10 * (told = tenths)} %`);
  };
}
