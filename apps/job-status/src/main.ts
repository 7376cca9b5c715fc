import { runService } from '@polyspool/service/run-service';
import { AppModule } from './app.module.js';
import { env } from './env.js';
import { configureSockets } from './live/configure-sockets.js';

await runService({ name: 'job-status', module: AppModule.forRoot(env), env, configure: configureSockets });
