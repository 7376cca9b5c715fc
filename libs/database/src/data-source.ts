import 'reflect-metadata';
import { ownPackage } from '@polyspool/service/own-package';
import { DataSource } from 'typeorm';
import { ApiKeyRow } from './entities/api-key.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import { ProjectRow } from './entities/project.js';
import { UploadRow } from './entities/upload.js';
import { User } from './entities/user.js';
import { FirstHouse1795305600000 } from './migrations/1795305600000-first-house.js';
import { JobEngine1795312800000 } from './migrations/1795312800000-job-engine.js';
import { Learners1795330800000 } from './migrations/1795330800000-learners.js';
import { FanOuts1795345200000 } from './migrations/1795345200000-fan-outs.js';
import { Projects1795352400000 } from './migrations/1795352400000-projects.js';
import { Records1795359600000 } from './migrations/1795359600000-records.js';
import { Webhooks1795366800000 } from './migrations/1795366800000-webhooks.js';
import { Backups1795370400000 } from './migrations/1795370400000-backups.js';
import { Notifications1795363200000 } from './migrations/1795363200000-notifications.js';
import { Audit1795374000000 } from './migrations/1795374000000-audit.js';
import { EndedRoots1795377600000 } from './migrations/1795377600000-ended-roots.js';
import { Answers1795381200000 } from './migrations/1795381200000-answers.js';
import { AccessKeys1795380978000 } from './migrations/1795380978000-access-keys.js';

/** A process that is frozen in the middle of a transaction keeps its locks no longer than this. */
const frozenAfterMs = 5_000;

/** The schema comes from migrations only. */
export function dataSource(url: string, connections = 10) {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [ApiKeyRow, ArtifactRow, JobRow, ProjectRow, UploadRow, User],
    migrations: [
      FirstHouse1795305600000,
      JobEngine1795312800000,
      Learners1795330800000,
      FanOuts1795345200000,
      Projects1795352400000,
      Records1795359600000,
      Webhooks1795366800000,
      Backups1795370400000,
      Notifications1795363200000,
      Audit1795374000000,
      EndedRoots1795377600000,
      AccessKeys1795380978000,
      Answers1795381200000,
    ],
    synchronize: false,
    migrationsRun: false,
    poolSize: connections,
    connectTimeoutMS: 5_000,
    extra: {
      application_name: `polyspool ${ownPackage().name}`,
      keepAlive: true,
      idle_in_transaction_session_timeout: frozenAfterMs,
    },
  });
}
