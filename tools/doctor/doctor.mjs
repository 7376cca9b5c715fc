import { spawnSync } from 'child_process';
import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { handCommand, listOf } from '../setup/apt.mjs';
import { root } from '../setup/machine.mjs';
import { npmPackagesAreMissing } from '../setup/npm-packages.mjs';
import { browser, missingFor, postgresFolder } from '../setup/system-packages.mjs';

const dumpFolder = postgresFolder(undefined, undefined, 'pg_dump');
const rows = [
  ['node', firstLine('node', ['--version'], { PATH: outsideTheCheckout() }), 'the machine’s own'],
  ['node', firstLine(join(root, 'node_modules/.bin/node'), ['--version']), 'pinned, runs everything'],
  ['npm', firstLine('npm', ['--version'])],
  ['bullmq', versionInNodeModules('bullmq')],
  ['postgres', firstLine(join(postgresFolder() ?? '/missing', 'postgres'), ['--version'])],
  ['pg_dump', firstLine(join(dumpFolder ?? '/missing', 'pg_dump'), ['--version'])],
  ['redis-server', firstLine('redis-server', ['--version'])],
  ['ffmpeg', firstLine('ffmpeg', ['-version'])],
  ['pocketsphinx', debianVersion('pocketsphinx')],
  ['  models', foldersIn('/usr/share/pocketsphinx/model').join(', ')],
  ['apertium', debianVersion('apertium')],
  ['  pairs', pairs()],
  ['tesseract', debianVersion('tesseract-ocr')],
  ['  languages', tesseractLanguages()],
  ['qpdf', debianVersion('qpdf')],
  ['poppler', debianVersion('poppler-utils')],
  ['librsvg', debianVersion('librsvg2-bin')],
  ['flite', debianVersion('flite')],
  ['espeak-ng', debianVersion('espeak-ng')],
  ['chromium', browser() && firstLine(browser(), ['--version'])],
];

for (const [name, version, note] of rows) {
  console.log(`${name.padEnd(14)} ${version || 'missing'}${note ? `  (${note})` : ''}`);
}

const missing = missingFor('test');
if (npmPackagesAreMissing(root)) {
  console.log('\nnpm packages are not installed as locked:\n\n  npm ci');
  process.exitCode = 1;
}
if (missing.length > 0) {
  console.log(`\nMissing:\n${listOf(missing)}\n\n  ${handCommand(missing.map((one) => one.name))}`);
  process.exitCode = 1;
}
if (!process.exitCode) console.log('\nNothing is missing.');

function firstLine(program, args, env = {}) {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return (stdout ?? '').split('\n')[0].trim();
}

function outsideTheCheckout() {
  return process.env.PATH.split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':');
}

/** As npm installed it, at the root or inside the project that alone uses it. */
function versionInNodeModules(name) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return '';
  const { packages } = JSON.parse(readFileSync(record, 'utf8'));
  const path = Object.keys(packages).find((one) => one.endsWith(`node_modules/${name}`));
  return path && packages[path].version;
}

function debianVersion(name) {
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Version}', name], { encoding: 'utf8' });
  return stdout ?? '';
}

function pairs() {
  const folder = '/usr/share/apertium/modes';
  const names = existsSync(folder) ? readdirSync(folder).map((name) => name.replace('.mode', '')) : [];
  return names.filter((name) => /^[a-z]{2,3}(_[A-Z]+)?-[a-z]{2,3}(_[A-Z]+)?$/.test(name)).join(', ');
}

function tesseractLanguages() {
  const { stdout } = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').slice(1).filter(Boolean).join(', ');
}

function foldersIn(path) {
  return existsSync(path) ? readdirSync(path) : [];
}
