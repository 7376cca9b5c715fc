import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { Upload } from '@polyspool/contracts/files';
import { filmScenes } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import { parseInput } from '@polyspool/contracts/input';
import type { Work } from '@polyspool/database/learned-rates';
import type { Person } from '@polyspool/database/people';
import { KeptTerms } from '../glossaries/kept-terms.js';
import { filmAmounts } from './film-amounts.js';
import { blamingSettings, withSettings } from './film-settings.js';
import { JobSubjects } from './job-subjects.js';
import { NamedFiles } from './named-files.js';
import { UploadCheck } from './upload-check.js';

type Fields = Readonly<Record<string, unknown>>;

export interface AskedInput {
  readonly input: Fields;
  /** The project that the job is to be in. */
  readonly projectId?: string | undefined;
}

export interface PreparedInput {
  readonly input: Fields;
  /** How much there is to do, where that is known before it runs. */
  readonly work?: Work;
  /** The upload that the job is over. */
  readonly upload?: Upload;
}

/** The input of a job as it is accepted: with what its owner and its project have kept put in, as its contract wants it. */
@Injectable()
export class PrepareInput {
  constructor(
    private readonly projects: ProjectAccess,
    private readonly terms: KeptTerms,
    private readonly uploads: UploadCheck,
    private readonly files: NamedFiles,
    private readonly subjects: JobSubjects,
  ) {}

  async run(person: Person, contract: JobContract, { input: given, projectId }: AskedInput): Promise<PreparedInput> {
    const project = projectId === undefined ? undefined : await this.projects.require(person, projectId, 'editor');
    const settings = project?.settings ?? {};
    const filled = withSettings(contract, given, settings);
    return blamingSettings({ given, settings }, () => this.#prepare(person, contract, filled, projectId));
  }

  async #prepare(person: Person, contract: JobContract, filled: Fields, projectId?: string): Promise<PreparedInput> {
    const { input: named, ownerId } = await this.subjects.putInto(filled, contract, person, projectId);
    const parsed = parseInput(contract.input, await this.terms.putInto(named, contract, person.id));
    const viewerId = visibleTo(person);
    const { upload, work } = await this.uploads.run({
      ...{ contract, input: parsed, ownerId: person.id },
      viewerId: ownerId ?? viewerId,
    });
    const input = await this.files.resolve(contract, withFormat(contract, parsed, upload), viewerId);
    return { input, work: work ?? filmWork(contract, input, upload), ...(upload && { upload }) };
  }
}

/** A script is of the format that its name says, unless its sender says another. */
const withFormat = ({ input: { shape } }: JobContract, input: Fields, upload: Upload | undefined): Fields =>
  'format' in shape && upload?.kind === 'script' && upload.probe.format
    ? { format: upload.probe.format, ...input }
    : input;

/** A forecast before the script is read; then its handler knows better. */
function filmWork({ name }: JobContract, input: Fields, upload: Upload | undefined): Work | undefined {
  if (name !== generationJobs.fullVideo.name) return undefined;
  return { unit: filmScenes, amount: filmAmounts(input, charactersIn(upload)).scenes };
}

export const charactersIn = (upload: Upload | undefined) =>
  upload?.kind === 'script' ? upload.probe.characters : undefined;
