import { programUsage } from './program-usage.js';
import { ProcessScope } from './process-scope.js';
import { runProgram } from './run-program.js';

const burn = `import time\nwhile time.process_time() < 0.4: pass`;
const python = (name: string, script: string, more: object = {}) =>
  runProgram({ command: 'python3', name, args: ['-c', script], ...more });

describe('the usage of programs', () => {
  it('is added up by name, whether a job has started them or nobody', async () => {
    await python('burner', burn);
    await new ProcessScope().run(() => python('burner', burn));
    await python('idler', 'pass');

    const [burner, idler] = [programUsage().get('burner')!, programUsage().get('idler')!];
    expect(burner.cpuSeconds).toBeGreaterThan(0.75);
    expect(burner.running).toBe(0);
    expect(idler.cpuSeconds).toBeLessThan(burner.cpuSeconds);
  });

  it('counts those that run, and forgets none that fails', async () => {
    const stop = new AbortController();
    let lines = 0;
    const onLine = () => void (lines += 1);
    const script = 'import time\nprint(1, flush=True)\ntime.sleep(60)';
    const running = [1, 2].map(() => python('sleeper', script, { onLine, signal: stop.signal }));
    while (lines < 2) await new Promise((look) => setTimeout(look, 20));
    const during = programUsage().get('sleeper')!;
    stop.abort(new Error('Enough'));
    await Promise.allSettled(running);

    expect(during.running).toBe(2);
    expect(programUsage().get('sleeper')?.running).toBe(0);
  });

  it('has the most memory that one run has held', async () => {
    await python('holder', `held = b'x' * ${60 * 1024 * 1024}\nimport time\ntime.sleep(1.6)`);

    expect(programUsage().get('holder')?.peakRssBytes).toBeGreaterThan(60 * 1024 * 1024);
  });
});
