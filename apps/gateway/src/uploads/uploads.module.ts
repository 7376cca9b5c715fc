import { type DynamicModule, Module } from '@nestjs/common';
import { Access } from '@polyspool/access/access';
import { Storage } from '@polyspool/storage/storage';
import { LinkOptions, SignedLinks } from '../artifacts/signed-links.js';
import { Spool } from './spool.js';
import { UploadContentController } from './upload-content.controller.js';
import { UploadIntake } from './upload-intake.js';
import { UploadOptions } from './upload-options.js';
import { UploadsController } from './uploads.controller.js';

export interface UploadsModuleOptions {
  readonly storage: Storage;
  readonly links: LinkOptions;
  readonly uploads: Pick<UploadOptions, 'maxBytes' | 'spoolFolder'> & Partial<UploadOptions>;
}

const defaults = { maxProbes: 2, idleTimeoutMs: 60_000 };

@Module({})
export class UploadsModule {
  static forRoot({ storage, links, uploads }: UploadsModuleOptions): DynamicModule {
    return {
      module: UploadsModule,
      controllers: [UploadsController, UploadContentController],
      providers: [
        Access,
        SignedLinks,
        Spool,
        UploadIntake,
        { provide: LinkOptions, useValue: links },
        { provide: Storage, useValue: storage },
        { provide: UploadOptions, useValue: { ...defaults, ...uploads } },
      ],
    };
  }
}
