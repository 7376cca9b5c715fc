import { Injectable } from '@nestjs/common';
import { ProjectAccess } from '@polyspool/access/project-access';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { generationJobs } from '@polyspool/contracts/generation';
import { parseInput } from '@polyspool/contracts/input';
import type { Person } from '@polyspool/database/people';
import { PersonThings } from '@polyspool/database/person-things';
import { ProjectAssets } from '@polyspool/database/project-assets';
import { z } from 'zod';
import { NamedRecords, type RecordUse } from '../records/named-records.js';
import { mayAskAbout } from './may-ask-for.js';

type Fields = Readonly<Record<string, unknown>>;

const OfPerson = z.looseObject({ userId: z.uuid().toLowerCase().optional() });
const OfProject = z.looseObject({ projectId: z.uuid().optional() });
const OfParent = z.looseObject({ part: z.undefined('It is set for parts of a job').optional() });

/** What a job is about, where that is a person, a project, its script or records: those that its sender may have something made of. */
@Injectable()
export class JobSubjects {
  constructor(
    private readonly people: PersonThings,
    private readonly projects: ProjectAccess,
    private readonly records: NamedRecords,
    private readonly assets: ProjectAssets,
  ) {}

  /**
   * `inProject`: the project that the job is to be in. The input is not yet checked by its contract. Throws `auth.forbidden` where it is about somebody else, `person.unknown`,
   * `project.unknown`, and what records throw.
   */
  async putInto(given: Fields, contract: JobContract, person: Person, inProject?: string): Promise<RecordUse> {
    const { shape } = contract.input;
    let input = given;
    if ('userId' in shape) input = await this.#ofPerson(input, person);
    if ('projectId' in shape) await this.#ofProject(input, person);
    if ('part' in shape) parseInput(OfParent, input);
    if (inProject !== undefined && contract.name === generationJobs.fullVideo.name) {
      input = await this.#withScript(input, inProject);
    }
    return this.records.putInto(input, contract, person);
  }

  async #ofPerson(given: Fields, person: Person): Promise<Fields> {
    const { userId, ...input } = parseInput(OfPerson, given);
    if (userId === undefined) return given;
    if (!mayAskAbout(person, { userId })) {
      const detail = 'Only operators and administrators may ask about others';
      throw new AppError('auth.forbidden', detail, { pointers: [{ pointer: '/userId', detail }] });
    }
    if (userId !== person.id) await this.people.require(userId);
    return { ...input, userId };
  }

  /** A film that is of nothing else is of the script of its project. */
  async #withScript(given: Fields, projectId: string): Promise<Fields> {
    if (['script', 'uploadId', 'film'].some((field) => given[field] !== undefined)) return given;
    const uploadId = await this.assets.newestScript(projectId);
    return uploadId === undefined ? given : { ...given, uploadId };
  }

  async #ofProject(given: Fields, person: Person) {
    const { projectId } = parseInput(OfProject, given);
    if (projectId !== undefined) await this.projects.require(person, projectId, 'viewer');
  }
}
