import type { JobContract } from '@polyspool/contracts/define-jobs';
import { generationJobs } from '@polyspool/contracts/generation';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmOf, filmStudio, scene } from './testing-film.js';

const bare = { titleCard: false, endCard: false, transitionSeconds: 0 };
const one = scene('one');

describe('the parts of a film', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scene-inputs-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('are told which scene they are of, and are not made again for another name of it', async () => {
    const { film, storage, handlers } = filmStudio(folder);
    const told: unknown[] = [];
    const listening: Record<string, JobHandler<JobContract>> = {};
    for (const [name, handler] of Object.entries(handlers)) {
      const run: typeof handler.run = (job) => {
        told.push([name, job.input['sceneId']]);
        return handler.run(job);
      };
      listening[name] = { run };
    }
    await film({ film: filmOf(one), ...bare }, { children: listening });
    storage.takeMade();

    await film({ film: filmOf({ ...one, id: 'renamed' }), ...bare });

    const { image, audio, animate, compose } = generationJobs;
    expect(told).toEqual([...[image, audio, animate].map(({ name }) => [name, 'one']), [compose.name, undefined]]);
    expect(storage.takeMade()).toEqual([]);
  });
});
