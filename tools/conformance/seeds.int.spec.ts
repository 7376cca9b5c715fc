import { celeryClient } from './celery-client.conformance.ts';
import { ConformanceSystem } from './conformance-system.ts';
import { metricsPage } from './metrics-page.conformance.ts';
import { seed000 } from './seed-000.conformance.ts';
import { seed000Tasks } from './seed-000-tasks.conformance.ts';
import { seed001 } from './seed-001.conformance.ts';
import { seed002 } from './seed-002.conformance.ts';
import { seed003 } from './seed-003.conformance.ts';
import { seed004 } from './seed-004.conformance.ts';
import { fuzz } from '../fuzz/fuzz.conformance.ts';
import { sdkInUse } from '../sdk/sdk-in-use.conformance.ts';

/** What the documents of five earlier systems say, and the pages of the SDK, asked of one running system: it is started once for all. */
const system = new ConformanceSystem();
beforeAll(() => system.open(), 120_000);
afterAll(() => system.close(), 30_000);

seed000(system);
seed000Tasks(system);
seed001(system);
seed002(system);
seed003(system);
seed004(system);
celeryClient(system);
sdkInUse(system);
fuzz(system);
metricsPage(system);
