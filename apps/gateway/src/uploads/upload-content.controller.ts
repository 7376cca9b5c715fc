import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { uploadKey } from '@polyspool/contracts/files';
import { UploadRecords } from '@polyspool/database/upload-records';
import { Storage } from '@polyspool/storage/storage';
import { ContentController } from '../files/content-controller.js';
import { SignedLinks } from '../files/signed-links.js';

@ApiTags('uploads')
@Controller('v1/uploads/:id')
export class UploadContentController extends ContentController {
  protected readonly address = '/v1/uploads';
  protected readonly unknown = 'upload.unknown';

  constructor(
    private readonly uploads: UploadRecords,
    protected readonly links: SignedLinks,
    protected readonly storage: Storage,
  ) {
    super();
  }

  protected async find(id: string, ownerId: string | undefined) {
    const upload = await this.uploads.find(id, ownerId);
    return upload && { ...upload, key: uploadKey(id) };
  }
}
