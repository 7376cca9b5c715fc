import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imagePackages, systemPackages } from '../setup/system-packages.mjs';
import { findServices } from '../start/find-services.ts';

const root = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(root, 'docker/Dockerfile'), 'utf8');
const instruction = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(dockerfile)?.[1];

describe('the Dockerfile', () => {
  it('starts an app as its own package.json does, below an init, and as nobody in particular', () => {
    const commands = findServices(root).map(({ nodeArgs }) => ['node', ...nodeArgs]);

    expect(commands).toEqual(commands.map(() => JSON.parse(instruction('CMD')!)));
    expect(JSON.parse(instruction('ENTRYPOINT')!)).toEqual(['tini', '--']);
    expect(instruction('USER')).toBe('1000:1000');
    expect([instruction('STOPSIGNAL'), instruction('HEALTHCHECK')]).toEqual(['SIGTERM', expect.any(String)]);
  });

  it('fetches no frontend, takes no moving tag and keeps no secret', () => {
    expect(dockerfile).not.toMatch(/^# *syntax/m);
    expect(dockerfile.match(/^ARG \w+_IMAGE=.*$/gm)).toEqual([
      expect.stringMatching(/:24\.\d+\.\d+/),
      expect.stringMatching(/:12\.\d+/),
    ]);
    expect(dockerfile).not.toMatch(/^(ENV|ARG).*(SECRET|PASSWORD|TOKEN|KEY)/m);
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining(['docker/secrets', 'docker/.env', 'docker/env', '.git', '.polyspool']),
    );
  });

  it('gives each app the packages of its engines, and the gateway none', () => {
    const apps = findServices(root).map(({ name }) => name);
    const engines = systemPackages.filter(({ name }) =>
      /^(ffmpeg|pocketsphinx|apertium|tesseract|flite|espeak)/.test(name),
    );

    expect(systemPackages.flatMap((one) => one.apps ?? []).filter((app) => !apps.includes(app))).toEqual([]);
    expect(engines.filter((one) => !one.apps && one.name !== 'pocketsphinx-testdata')).toEqual([]);
    expect(imagePackages('gateway')).toEqual(['util-linux']);
    expect(imagePackages('job-status')).toEqual([]);
  });
});
