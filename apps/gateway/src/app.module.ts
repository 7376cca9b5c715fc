import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Access } from '@polyspool/access/access';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { KeyGuard } from './access/key-guard.js';
import { MeController } from './access/me.controller.js';
import { ArtifactsController } from './artifacts/artifacts.controller.js';
import type { GatewayEnv } from './env.js';
import { LinkOptions, SignedLinks } from './files/signed-links.js';
import { checkInput } from './http/check-input.js';
import { ProblemsController } from './http/problems.controller.js';
import { CatalogueController } from './jobs/catalogue.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { SubmitJob } from './jobs/submit-job.js';
import { VideosController } from './jobs/videos.controller.js';
import { Spool } from './uploads/spool.js';
import { UploadContentController } from './uploads/upload-content.controller.js';
import { UploadIntake } from './uploads/upload-intake.js';
import { UploadOptions } from './uploads/upload-options.js';
import { UploadsController } from './uploads/uploads.controller.js';

const controllers = [
  ArtifactsController,
  CatalogueController,
  JobsController,
  MeController,
  ProblemsController,
  UploadContentController,
  UploadsController,
  VideosController,
];

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database, storage: Storage) {
    readiness.add({ name: 'postgres', check: () => database.check() });
    readiness.add({ name: 'storage', check: () => storage.check() });
  }

  static forRoot(env: GatewayEnv): DynamicModule {
    return {
      module: AppModule,
      imports: [DatabaseModule.forRoot({ url: env.DATABASE_URL })],
      controllers,
      providers: [
        Access,
        SignedLinks,
        Spool,
        SubmitJob,
        UploadIntake,
        { provide: Storage, useValue: openStorage(env.STORAGE_URL) },
        { provide: LinkOptions, useValue: { secret: env.LINK_SECRET } satisfies LinkOptions },
        { provide: UploadOptions, useValue: uploadOptions(env) },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_PIPE, useValue: checkInput },
      ],
    };
  }
}

const uploadOptions = (env: GatewayEnv): UploadOptions => ({
  maxBytes: env.MAX_UPLOAD_BYTES,
  spoolFolder: env.UPLOAD_SPOOL_DIR,
  idleTimeoutMs: env.UPLOAD_IDLE_TIMEOUT_S * 1000,
  maxProbes: env.UPLOAD_PROBES,
  probeTimeoutMs: 60_000,
  probeWaitMs: 120_000,
  maxPerUser: env.UPLOADS_PER_USER,
});
