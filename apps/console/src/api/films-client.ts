import { FilmEstimate } from '@polyspool/contracts/film-estimate';
import type { generationJobs } from '@polyspool/contracts/generation';
import { Job } from '@polyspool/contracts/job-status';
import { Project, ProjectPage, type NewProject } from '@polyspool/contracts/projects';
import { Provenance } from '@polyspool/contracts/provenance';
import type { z } from 'zod';
import type { Call } from './call-gateway.js';

/** What may be asked of a film. What is left open is as the settings of its project say. */
export type FilmWishes = z.input<(typeof generationJobs)['fullVideo']['input']> & { projectId?: string };

/** Films of scripts, the projects that they belong to, and how files were made. */
export class FilmsClient {
  constructor(private readonly call: Call) {}

  generate = (body: FilmWishes) => this.call(Job, 'POST', '/v1/generations', { body });
  /** Of the same request; nothing is made. */
  estimate = (body: FilmWishes) => this.call(FilmEstimate, 'POST', '/v1/generations/estimate', { body });

  projects = async () => (await this.call(ProjectPage, 'GET', '/v1/projects?limit=200')).items;
  addProject = (body: z.input<typeof NewProject>) => this.call(Project, 'POST', '/v1/projects', { body });

  /** The server reads the file through for it. */
  provenance = (artifactId: string) =>
    this.call(Provenance, 'GET', `/v1/artifacts/${encodeURIComponent(artifactId)}/provenance`);
}
