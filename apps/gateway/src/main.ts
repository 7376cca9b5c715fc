import { runService } from '@polyspool/service/run-service';
import { AppModule } from './app.module.js';
import { env } from './env.js';
import { configureHttp } from './http/configure-http.js';

await runService({ name: 'gateway', module: AppModule.forRoot(env), env, configure: (app) => configureHttp(app, env) });
