import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FileKey } from '@polyspool/contracts/files';
import { ArtifactRecords } from '@polyspool/database/artifact-records';
import { Storage } from '@polyspool/storage/storage';
import { ContentController } from '../files/content-controller.js';
import { SignedLinks } from '../files/signed-links.js';

@ApiTags('artifacts')
@Controller('v1/artifacts/:id')
export class ArtifactsController extends ContentController {
  protected readonly address = '/v1/artifacts';
  protected readonly unknown = 'artifact.unknown';

  constructor(
    private readonly artifacts: ArtifactRecords,
    protected readonly links: SignedLinks,
    protected readonly storage: Storage,
  ) {
    super();
  }

  protected async find(id: string, ownerId: string | undefined) {
    const artifact = await this.artifacts.find(id, ownerId);
    return artifact && { ...artifact, key: FileKey.parse(artifact.storageKey) };
  }
}
