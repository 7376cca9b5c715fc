import { runService } from '@polyspool/service/run-service';
import { AppModule } from './app.module.js';
import { configureGateway } from './configure-gateway.js';
import { env } from './env.js';

await runService({
  name: 'gateway',
  module: AppModule.forRoot(env),
  env,
  configure: (app) => configureGateway(app, env),
});
