import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FileKey } from '@polyspool/contracts/files';
import { JobRecords } from '@polyspool/database/job-records';
import { Storage } from '@polyspool/storage/storage';
import { ContentController } from '../files/content-controller.js';
import { SignedLinks } from '../files/signed-links.js';

@ApiTags('artifacts')
@Controller('v1/artifacts/:id')
export class ArtifactsController extends ContentController {
  protected readonly address = '/v1/artifacts';
  protected readonly unknown = 'artifact.unknown';

  constructor(
    private readonly jobs: JobRecords,
    protected readonly links: SignedLinks,
    protected readonly storage: Storage,
  ) {
    super();
  }

  protected async find(id: string, ownerId: string | undefined) {
    const artifact = await this.jobs.artifact(id, ownerId);
    return artifact && { ...artifact, key: FileKey.parse(artifact.storageKey) };
  }
}
