import { runService } from '@polyspool/service/run-service';
import { AppModule } from './app.module.js';
import { env } from './env.js';

await runService({ name: 'scale-guard', module: AppModule.forRoot(env), env });
