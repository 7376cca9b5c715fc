import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { postgresHome } from './private-postgres.ts';

const service = `
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
// Like an engine: in a group of its own, and deaf to polite requests.
const engine = spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 1; done'], { detached: true, stdio: 'ignore' });
const say = (msg, more) => console.log(JSON.stringify({ level: 30, time: Date.now(), msg, ...more }));
createServer((request, response) => response.end('ok')).listen(Number(process.env.PORT), process.env.HOST, () => {
  mkdirSync(tmpdir() + '/polyspool-' + process.pid);
  say('listening', { engine: engine.pid, database: Boolean(process.env.DATABASE_URL) });
});
process.on('SIGTERM', () => process.exit(0));
`;

const keys = `console.log(JSON.stringify({
  userKey: process.env.POLYSPOOL_USER_KEY, adminKey: process.env.POLYSPOOL_ADMIN_KEY }));`;

/** A checkout with small services in it, to start and to end without building the real ones. */
export function fakeCheckout() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'polyspool-checkout-')));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const app = (name: string, scope: string) => {
    const manifest = { type: 'module', scripts: { start: 'node dist/main.js' }, nx: { tags: [`scope:${scope}`] } };
    write(`apps/${name}/package.json`, JSON.stringify(manifest));
    write(`apps/${name}/dist/main.js`, service);
  };
  app('gateway', 'control');
  app('toy-worker', 'work');
  write('apps/console/package.json', JSON.stringify({ scripts: { dev: 'vite' } }));
  write('apps/gateway/dist/migrate.js', '');
  write('apps/gateway/dist/local-keys.js', keys);
  const remove = () => {
    for (const path of [root, postgresHome(root, root)]) rmSync(path, { recursive: true, force: true });
  };
  return { root, write, remove };
}
