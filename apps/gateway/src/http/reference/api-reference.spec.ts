import type { OpenAPIObject } from '@nestjs/swagger';
import { describedApi } from './described-api.js';
import { operationsOf, operationTexts } from './describe-operations.js';

describe('the description of the API', () => {
  let api: OpenAPIObject;
  beforeAll(async () => {
    api = await describedApi();
  });

  it('has an example wherever JSON goes in or out', () => {
    const contents = operationsOf(api).flatMap(([method, path, { requestBody, responses }]) =>
      [requestBody, ...Object.values(responses)].flatMap((said) =>
        Object.entries(said?.content ?? {}).map(([type, content]) => ({ of: `${method} ${path}`, type, content })),
      ),
    );
    const without = contents.filter(
      ({ type, content }) => type === 'application/json' && content.example === undefined,
    );
    expect(without.map(({ of }) => of)).toEqual([]);
    expect(contents.length).toBeGreaterThan(150);
  });

  it('has a sentence of their own for each operation of this API, and none for what is not there', () => {
    const routes = operationsOf(api).map(([method, path]) => `${method.toUpperCase()} ${path}`);
    const ours = routes.filter((route) =>
      /^\w+ \/(v1|health\/(live|ready|workers)|internal|problems)(\/|$)/.test(route),
    );

    expect(ours.filter((route) => !(route in operationTexts))).toEqual([]);
    expect(Object.keys(operationTexts).filter((route) => !routes.includes(route))).toEqual([]);
  });
});
