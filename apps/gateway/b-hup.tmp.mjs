import { createLogger } from '@polyspool/service/logger';
const log = await createLogger({ name: 'hup', LOG_LEVEL: 'info', LOG_FORMAT: 'json', LOG_FILE: '/tmp/b-hup/logs/app.log' });
setInterval(() => log.info({}, 'Line'), 100);
setTimeout(() => { log.info({}, 'Last line'); process.exit(0); }, 4000);
