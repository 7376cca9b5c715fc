import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { Provenance, type ProvenanceManifest } from '@polyspool/contracts/provenance';
import { ArtifactRecords, type PublishedArtifact } from '@polyspool/database/artifact-records';
import type { Person } from '@polyspool/database/people';
import { OpenToAll } from '@polyspool/service/open-to-all';
import { Storage } from '@polyspool/storage/storage';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { ProvenanceKeys, ProvenanceKeySet } from './provenance-keys.js';
import { verifyProvenance } from './verify-provenance.js';

@ApiTags('artifacts')
@Controller('v1')
export class ProvenanceController {
  constructor(
    private readonly artifacts: ArtifactRecords,
    private readonly storage: Storage,
    private readonly keys: ProvenanceKeys,
  ) {}

  /** Of what the file was made, and how; whether that is signed, and the file still the same: it is read through. */
  @Get('artifacts/:id/provenance')
  @ApiOkResponse({ standardSchema: Provenance })
  async find(@By() by: Person, @Param('id', new IdPipe('artifact.unknown')) id: string): Promise<Provenance> {
    const artifact = await this.artifacts.find(id, visibleTo(by));
    if (!artifact) throw new AppError('artifact.unknown', `No artifact ${id}`);
    if (artifact.provenance === undefined)
      throw new AppError('artifact.noProvenance', `${artifact.name} came without a manifest`);
    const verified = await verifyProvenance(artifact.provenance, this.keys);
    return { ...verified, isUnchanged: await this.#isOf(artifact, verified.manifest) };
  }

  /** The keys that manifests are signed with, for those who verify them themselves (RFC 7517). */
  @Get('provenance-keys')
  @OpenToAll()
  @ApiOkResponse({ standardSchema: ProvenanceKeySet })
  list(): ProvenanceKeySet {
    return { keys: this.keys.keys };
  }

  /** Whether the manifest is that of the file, as it is kept and as it lies there. */
  async #isOf(artifact: PublishedArtifact, { artifact: signed, job }: ProvenanceManifest) {
    const { jobId, name, mediaType, bytes, storageKey } = artifact;
    const isSame = job.id === jobId && signed.name === name && signed.mediaType === mediaType && signed.bytes === bytes;
    return isSame && signed.sha256 === (await this.#sha256Of(FileKey.parse(storageKey)));
  }

  async #sha256Of(key: FileKey) {
    const hash = createHash('sha256');
    await pipeline(await this.storage.read(key), hash);
    return hash.digest('hex');
  }
}
