import type { OpenAPIObject } from '@nestjs/swagger';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('the routes below /v1/admin', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  const routes = async () => {
    const { paths } = await jsonOf<OpenAPIObject>(await fetch(`${gateway.url}/openapi.json`));
    return Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/admin/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const));
  };

  it('are closed to users and to strangers, all of them', async () => {
    const all = await routes();

    const answers = await Promise.all(
      all.map(async ([method, path]) => {
        const asked = path.replaceAll(/\{\w+\}/g, 'system');
        const statusFor = async (key: string) => (await gateway.ask(method, asked, key)).status;
        return [method, path, await statusFor(keys.anna), await statusFor('psk_unknown')];
      }),
    );

    expect(all.length).toBeGreaterThan(20);
    expect(answers).toEqual(all.map(([method, path]) => [method, path, 403, 401]));
  });
});
