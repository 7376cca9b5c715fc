// `npm run demo`: the whole system; a real video through it, its subtitles on the screen, then a document and a film. `--keep`
// stays up afterwards. `--url <gateway> --key <key>` shows a system that runs already, wherever it does.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSystem } from '../start/run-system.ts';
import type { RunningSystem } from '../start/start-system.ts';
import type { Audience } from './audience.ts';
import { demonstrateDocument } from './demonstrate-document.ts';
import { demonstrateFilm } from './demonstrate-film.ts';
import { demonstrateVideo } from './demonstrate-video.ts';
import { ProgressView } from './progress-view.ts';
import { shownSeconds } from './shown-seconds.ts';

const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, url: { type: 'string' }, key: { type: 'string' } },
});
const root = realpathSync(join(import.meta.dirname, '../..'));
const view = new ProgressView();

if (values.url === undefined) await showOurOwn();
else
  process.exitCode = (await show({
    run: { gatewayUrl: values.url, userKey: values.key ?? '' },
    stateFolder: join(root, '.polyspool'),
  }))
    ? 0
    : 1;

async function showOurOwn() {
  const startedAt = performance.now();
  console.log('Starting PostgreSQL, Redis and the services ...');
  await runSystem({
    root,
    // What the services say in passing is in their logs; here is the progress.
    print: ({ level, text }) => (level === 'warn' || level === 'error') && view.note(text),
    use: async (running) => {
      console.log(`Ready after ${shownSeconds(performance.now() - startedAt)}.\n`);
      const succeeded = await show(running);
      tellWhereThingsAre(running);
      if (!values.keep || !succeeded) return succeeded ? 0 : 1;
      console.log('\nCtrl-C stops everything.');
      return undefined;
    },
  });
}

async function show(audience: Audience): Promise<boolean> {
  return (
    (await demonstrateVideo(audience, view)) &&
    (await demonstrateDocument(audience, view)) &&
    (await demonstrateFilm(audience, view))
  );
}

function tellWhereThingsAre({ run, stateFolder }: RunningSystem) {
  console.log(`
Samples    ${join(stateFolder, 'demo')}
Files      ${join(stateFolder, 'storage')}
Logs       ${join(stateFolder, 'logs')}
Console    ${values.keep ? `${run.consoleUrl}#key=${run.userKey}` : 'npm start, or npm run demo -- --keep'}`);
}
