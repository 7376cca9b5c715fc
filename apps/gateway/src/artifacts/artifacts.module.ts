import { type DynamicModule, Module } from '@nestjs/common';
import { Access } from '@polyspool/access/access';
import { Storage } from '@polyspool/storage/storage';
import { ArtifactsController } from './artifacts.controller.js';
import { LinkOptions, SignedLinks } from './signed-links.js';

export interface ArtifactsModuleOptions {
  readonly storage: Storage;
  readonly links: LinkOptions;
}

@Module({})
export class ArtifactsModule {
  static forRoot({ storage, links }: ArtifactsModuleOptions): DynamicModule {
    return {
      module: ArtifactsModule,
      controllers: [ArtifactsController],
      providers: [
        Access,
        SignedLinks,
        { provide: LinkOptions, useValue: links },
        { provide: Storage, useValue: storage },
      ],
    };
  }
}
