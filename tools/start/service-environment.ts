import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FoundService } from './find-services.ts';

export interface Surroundings {
  readonly root: string;
  readonly stateFolder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly linkSecret: string;
  readonly jobStatusPort: number | undefined;
}

/** What every service is told, the caller's own settings included (`QUEUE_VIDEO_CONCURRENCY=2 npm start`). */
export function sharedEnvironment(around: Surroundings): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE_CHANNEL|PORT$|POLYSPOOL_)/.test(name),
  );
  const tracing = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  return {
    ...(tracing ? {} : { OTEL_SDK_DISABLED: 'true' }),
    LOG_LEVEL: 'info',
    SHUTDOWN_GRACE_S: '2',
    STORAGE_URL: pathToFileURL(join(around.stateFolder, 'storage')).href,
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    DATABASE_URL: around.databaseUrl,
    REDIS_URL: around.redisUrl,
    LINK_SECRET: around.linkSecret,
    CONSOLE_DIR: join(around.root, 'apps/console/dist'),
    ...(around.jobStatusPort ? { JOB_STATUS_URL: `http://127.0.0.1:${around.jobStatusPort}` } : {}),
  };
}

const onlyForTheGateway = ['CONSOLE_DIR', 'JOB_STATUS_URL'];

export function environmentOf(service: FoundService, port: number, shared: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...shared, PORT: String(port) };
  if (service.name !== 'gateway') for (const name of onlyForTheGateway) delete env[name];
  if (service.isWorker) for (const name of ['DATABASE_URL', 'LINK_SECRET']) delete env[name];
  return env;
}
