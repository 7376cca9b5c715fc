import { openGateway } from './testing/open-gateway.js';
import { writeFileSync } from 'node:fs';
it('dumps', async () => { const g = await openGateway(); writeFileSync('/tmp/openapi.json', await (await fetch(g.url + '/openapi.json')).text()); await g.close(); });
