import { spawnSync } from 'child_process';
import { existsSync, readdirSync } from 'fs';

const always = ['start', 'demo', 'test', 'bench', 'faults', 'fuzz'];

/** What the distribution has to bring, for which commands, and why. */
export const systemPackages = [
  {
    name: 'postgresql',
    why: 'keeps jobs, users and events',
    for: always,
    unless: 'DATABASE_URL',
    isThere: () => postgresFolder() !== undefined,
  },
  {
    name: 'postgresql-client',
    why: 'makes backups and restores them (pg_dump, pg_restore)',
    for: [...always, 'restore'],
    isThere: () => postgresFolder('/usr/lib/postgresql', 15, 'pg_dump') !== undefined,
  },
  { name: 'redis-server', why: 'holds the queues', for: always, unless: 'REDIS_URL' },
  { name: 'ffmpeg', why: 'reads, cuts and writes media', for: always },
  { name: 'pocketsphinx', why: 'turns speech into text', for: always },
  { name: 'pocketsphinx-en-us', why: 'teaches it English', for: always },
  { name: 'apertium', why: 'translates', for: always },
  { name: 'apertium-eng-spa', why: 'teaches it English and Spanish', for: always },
  { name: 'apertium-fr-es', why: 'French and Spanish', for: always },
  { name: 'apertium-spa-ita', why: 'Spanish and Italian', for: always },
  { name: 'apertium-es-pt', why: 'Spanish and Portuguese', for: always },
  { name: 'apertium-eng-cat', why: 'English and Catalan', for: always },
  { name: 'dict-freedict-eng-spa', why: 'explains English words in Spanish', for: always },
  { name: 'dict-freedict-spa-eng', why: 'explains Spanish words in English', for: always },
  { name: 'tesseract-ocr', why: 'reads scanned pages', for: always },
  { name: 'tesseract-ocr-eng', why: 'teaches it English', for: always },
  { name: 'tesseract-ocr-spa', why: 'Spanish', for: always },
  { name: 'tesseract-ocr-fra', why: 'French', for: always },
  { name: 'tesseract-ocr-deu', why: 'German', for: always },
  { name: 'tesseract-ocr-hin', why: 'Hindi', for: always },
  { name: 'tesseract-ocr-tel', why: 'Telugu', for: always },
  { name: 'tesseract-ocr-ara', why: 'Arabic', for: always },
  { name: 'tesseract-ocr-osd', why: 'finds out how a page is turned', for: always },
  { name: 'fonts-noto-core', why: 'letters of every script, on slides, in subtitles and in documents', for: always },
  { name: 'fonts-noto-cjk', why: 'Chinese, Japanese and Korean among them', for: always },
  { name: 'librsvg2-bin', why: 'turns slides and reports into PDF (rsvg-convert)', for: always },
  { name: 'flite', why: 'speaks English', for: always },
  { name: 'espeak-ng', why: 'speaks the other languages', for: always },
  { name: 'util-linux', why: 'limits child processes (prlimit, setpriv)', for: always },
  {
    name: 'pocketsphinx-testdata',
    why: 'recorded speech for the sample video',
    for: ['demo', 'test', 'bench', 'faults'],
  },
  { name: 'python3-celery', why: 'asks the Celery bridge, as clients of Celery do', for: ['test'] },
  { name: 'python3-redis', why: 'with Redis between them', for: ['test'] },
  { name: 'qpdf', why: 'checks PDFs', for: ['test', 'bench'] },
  { name: 'poppler-utils', why: 'reads PDFs as another program does', for: ['test', 'bench'] },
  {
    name: 'chromium',
    why: 'tries the console as a person would',
    for: ['test'],
    isThere: () => browser() !== undefined,
  },
];

export function missingFor(command) {
  const needed = systemPackages.filter((one) => one.for.includes(command) && !(one.unless && process.env[one.unless]));
  const installed = installedAmong(needed.map((one) => one.name));
  return needed.filter((one) => (one.isThere ? !one.isThere() : !installed.has(one.name)));
}

function installedAmong(names) {
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = spawnSync('dpkg-query', ['--show', `--showformat=${format}`, ...names], { encoding: 'utf8' });
  const lines = (stdout || '').split('\n').filter((line) => line.endsWith(' installed'));
  return new Set(lines.map((line) => line.split(' ')[0]));
}

/** The programs of the newest PostgreSQL that is new enough. */
export function postgresFolder(parent = '/usr/lib/postgresql', oldest = 15, program = 'initdb') {
  if (!existsSync(parent)) return undefined;
  const versions = readdirSync(parent)
    .map(Number)
    .filter((version) => version >= oldest);
  const usable = versions.filter((version) => existsSync(`${parent}/${version}/bin/${program}`));
  return usable.length > 0 ? `${parent}/${Math.max(...usable)}/bin` : undefined;
}

export const browser = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
