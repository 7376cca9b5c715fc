import type { FilmEstimate } from '@polyspool/contracts/film-estimate';
import type { Project } from '@polyspool/contracts/projects';
import type { Provenance } from '@polyspool/contracts/provenance';
import { aJob, aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';

/** The routes for films, over plain values that a test fills. */
export class FakeFilms {
  projects: Project[] = [];
  estimate: FilmEstimate = {
    ...{ scenes: 3, characters: 900, durationSeconds: 64, isExact: false },
    cost: { amount: 0.48, currency: 'EUR' },
    seconds: { p50: 50, p90: 170 },
  };
  /** By artifact. */
  readonly provenances = new Map<string, Provenance>();
  /** What was asked to be made, and to be estimated, in the order of asking. */
  readonly asked: Record<string, unknown>[] = [];
  readonly estimated: Record<string, unknown>[] = [];
  /** What the next film is refused with. */
  refusal: Answer | undefined;

  begin(asked: Record<string, unknown>): Answer | undefined {
    this.asked.push(asked);
    return this.refusal;
  }

  estimateOf(asked: Record<string, unknown>): Answer {
    this.estimated.push(asked);
    return [200, this.estimate];
  }

  answer(method: string, url: URL, body: unknown): Answer {
    const [, , resource, id = ''] = url.pathname.split('/');
    if (resource === 'artifacts') return this.provenance(id);
    return method === 'POST' ? this.addProject(body) : [200, { items: this.projects }];
  }

  private provenance(id: string): Answer {
    const found = this.provenances.get(id);
    if (found) return [200, found];
    const title = 'Nothing is known of how the file was made';
    return [404, aProblem(404, 'artifact.noProvenance', title, 'It came without a manifest')];
  }

  private addProject(body: unknown): Answer {
    const asked = JSON.parse(String(body)) as Pick<Project, 'name' | 'settings'>;
    const made: Project = { ...asked, id: ids.child(62), role: 'owner', createdAt: aJob().createdAt };
    this.projects.push(made);
    return [201, made];
  }
}
