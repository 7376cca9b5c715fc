import { spawnSync } from 'child_process';
import { existsSync, readdirSync } from 'fs';

const always = ['start', 'demo', 'test', 'bench', 'faults', 'fuzz'];

const media = ['video-worker', 'generation-worker', 'corpus-worker'];
const heard = ['video-worker', 'corpus-worker'];
const translated = ['video-worker', 'pdf-worker'];
const written = ['video-worker', 'pdf-worker', 'maintenance'];

/** What the distribution has to bring, for which commands and in the images of which apps, and why. */
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
    apps: ['maintenance'],
    isThere: () => postgresFolder('/usr/lib/postgresql', 15, 'pg_dump') !== undefined,
  },
  { name: 'redis-server', why: 'holds the queues', for: always, unless: 'REDIS_URL' },
  { name: 'ffmpeg', why: 'reads, cuts and writes media', for: always, apps: media },
  { name: 'pocketsphinx', why: 'turns speech into text', for: always, apps: heard },
  { name: 'pocketsphinx-en-us', why: 'teaches it English', for: always, apps: heard },
  { name: 'apertium', why: 'translates', for: always, apps: translated },
  { name: 'apertium-eng-spa', why: 'teaches it English and Spanish', for: always, apps: translated },
  { name: 'apertium-fr-es', why: 'French and Spanish', for: always, apps: translated },
  { name: 'apertium-spa-ita', why: 'Spanish and Italian', for: always, apps: translated },
  { name: 'apertium-es-pt', why: 'Spanish and Portuguese', for: always, apps: translated },
  { name: 'apertium-eng-cat', why: 'English and Catalan', for: always, apps: translated },
  { name: 'dict-freedict-eng-spa', why: 'explains English words in Spanish', for: always, apps: ['video-worker'] },
  { name: 'dict-freedict-spa-eng', why: 'explains Spanish words in English', for: always, apps: ['video-worker'] },
  { name: 'tesseract-ocr', why: 'reads scanned pages', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-eng', why: 'teaches it English', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-spa', why: 'Spanish', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-fra', why: 'French', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-deu', why: 'German', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-hin', why: 'Hindi', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-tel', why: 'Telugu', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-ara', why: 'Arabic', for: always, apps: ['pdf-worker'] },
  { name: 'tesseract-ocr-osd', why: 'finds out how a page is turned', for: always, apps: ['pdf-worker'] },
  {
    name: 'fonts-noto-core',
    why: 'letters of every script, on slides, in subtitles and in documents',
    for: always,
    apps: written,
  },
  { name: 'fonts-noto-cjk', why: 'Chinese, Japanese and Korean among them', for: always, apps: written },
  {
    name: 'fontconfig',
    why: 'knows the fonts without a look through all of them at each start',
    for: always,
    apps: [...media, 'maintenance'],
  },
  {
    name: 'librsvg2-bin',
    why: 'turns slides and reports into PDF (rsvg-convert)',
    for: always,
    apps: ['video-worker', 'maintenance'],
  },
  { name: 'flite', why: 'speaks English', for: always, apps: ['generation-worker'] },
  { name: 'espeak-ng', why: 'speaks the other languages', for: always, apps: ['generation-worker'] },
  {
    name: 'util-linux',
    why: 'limits child processes (prlimit, setpriv)',
    for: always,
    apps: [...media, 'gateway', 'pdf-worker', 'maintenance'],
  },
  {
    name: 'pocketsphinx-testdata',
    why: 'recorded speech for the sample video',
    for: ['demo', 'test', 'bench', 'faults'],
  },
  { name: 'python3-celery', why: 'asks the Celery bridge, as clients of Celery do', for: ['test'] },
  { name: 'python3-redis', why: 'with Redis between them', for: ['test'] },
  { name: 'prometheus', why: 'checks alerts and their tests (promtool)', for: ['test'] },
  { name: 'qpdf', why: 'checks PDFs', for: ['test', 'bench'] },
  { name: 'poppler-utils', why: 'reads PDFs as another program does', for: ['test', 'bench'] },
  { name: 'runc', why: 'runs containers, for an engine of our own', for: ['images'], isThere: hasDocker },
  { name: 'iptables', why: 'connects them', for: ['images'], isThere: hasDocker },
  {
    name: 'mmdebstrap',
    why: 'makes an image of Debian where no registry can be reached',
    for: ['images'],
    isThere: hasDocker,
  },
  {
    name: 'chromium',
    why: 'tries the console as a person would',
    for: ['test'],
    isThere: () => browser() !== undefined,
  },
];

/** An engine that is there already needs nothing of us. */
export function hasDocker() {
  return spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
}

/** What the image of an app is made of, beside Node. ffprobe is taken out of its package: see the Dockerfile. */
export const imagePackages = (app) => systemPackages.filter((one) => one.apps?.includes(app)).map((one) => one.name);

export function missingFor(command) {
  const needed = systemPackages.filter((one) => one.for.includes(command) && !(one.unless && process.env[one.unless]));
  const installed = installedAmong(needed.map((one) => one.name));
  return needed.filter((one) => !installed.has(one.name) && !one.isThere?.());
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
