import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Access } from '@polyspool/access/access';
import { inputError } from '@polyspool/contracts/input';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { KeyGuard } from './access/key-guard.js';
import { MeController } from './access/me.controller.js';
import { ArtifactsModule } from './artifacts/artifacts.module.js';
import type { GatewayEnv } from './env.js';
import { ProblemsController } from './http/problems.controller.js';
import { CatalogueController } from './jobs/catalogue.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { SubmitJob } from './jobs/submit-job.js';
import { VideosController } from './jobs/videos.controller.js';
import { UploadsModule } from './uploads/uploads.module.js';

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database) {
    readiness.add({ name: 'postgres', check: () => database.check() });
  }

  static forRoot(env: GatewayEnv): DynamicModule {
    const storage = openStorage(env.STORAGE_URL);
    const links = { secret: env.LINK_SECRET };
    const uploads = { maxBytes: env.MAX_UPLOAD_BYTES, spoolFolder: env.UPLOAD_SPOOL_DIR };
    return {
      module: AppModule,
      imports: [
        DatabaseModule.forRoot({ url: env.DATABASE_URL }),
        UploadsModule.forRoot({ storage, links, uploads }),
        ArtifactsModule.forRoot({ storage, links }),
      ],
      controllers: [ProblemsController, JobsController, VideosController, CatalogueController, MeController],
      providers: [
        Access,
        SubmitJob,
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_PIPE, useValue: checkInput },
      ],
    };
  }
}

const checkInput = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => inputError(issues as Parameters<typeof inputError>[0]),
});
