import { Scope } from '@polyspool/contracts/api-keys';
import { ApiKeys } from '@polyspool/database/api-keys';
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';
import { scopesOf } from './route-scopes.js';
import { belongings, rowsOf } from './testing-belongings.js';
import { allRoutes, type Route } from './testing-routes.js';

const routes = allRoutes();
const closed = routes.filter(({ isOpen }) => !isOpen);
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** Probes and pages for all; what a signature, a token in the address or an id that nobody guesses opens. */
const meantForAll = [
  'GET /health/celery',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/workers',
  'GET /problems',
  'GET /problems/:code',
  'HEAD /v1/artifacts/:id/content',
  'GET /v1/artifacts/:id/content',
  'GET /v1/confirm-email',
  'POST /v1/confirm-email',
  'GET /v1/erasures/:id',
  'GET /v1/provenance-keys',
  'GET /v1/unsubscribe',
  'POST /v1/unsubscribe',
  'HEAD /v1/uploads/:id/content',
  'GET /v1/uploads/:id/content',
  'OPTIONS /v1/uploads/resumable',
];

/** Named by words of which everybody has their own; or no things yet. */
const ownByName =
  /^\/v1\/vocabulary\/|^\/api\/videos\/upload\/|^\/api\/task\/(async-apply|send-task)\/|^\/v1\/uploads\/resumable\//;

/** Not shared in projects. */
const onesOwn = /^\/v1\/(glossaries|webhooks|me)\//;

/** What gets past the contract, so that whose thing it is decides. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /v1/documents/:uploadId/translate': { targetLanguage: 'es' },
  'POST /v1/jobs/:id/edits': { edits: [{ startSeconds: 0, text: 'x' }] },
  'PATCH /v1/me/api-keys/:id': { name: 'x' },
  'PUT /v1/projects/:id/members/:userId': { role: 'owner' },
};

describe('every route', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway({ RATE_LIMIT_FAILURES: 0 });
  });
  afterAll(() => gateway.close());

  const ask = async (route: Route, key: string | undefined, things: Record<string, string> = {}) => {
    const path = route.path.replaceAll(
      /:(\w+)/g,
      (_, name: string) => things[`${route.path} ${name}`] ?? things[name] ?? v7(),
    );
    const takesBody = !['GET', 'HEAD', 'OPTIONS'].includes(route.method);
    const body = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodies[nameOf(route)] ?? {}) };
    const answer = await gateway.ask(route.method, path, key, takesBody ? body : {});
    const isJson = answer.headers.get('content-type')?.includes('json') && route.method !== 'HEAD';
    return { status: answer.status, code: isJson ? (await jsonOf<{ code?: string }>(answer)).code : undefined };
  };

  it('is open to all only where that is meant', () => {
    expect(routes.filter(({ isOpen }) => isOpen).map(nameOf)).toEqual(meantForAll);
    expect(routes.length).toBeGreaterThan(150);
  });

  it('says what a key has to be made for', () => {
    const missing = closed.filter((route) => {
      const scopes = scopesOf(route.method, route.path);
      return !scopes.length && route.path !== '/v1/me';
    });

    expect(missing).toEqual([]);
    expect(() => scopesOf('GET', '/v2/anything')).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  it('of administration is for those who administer', () => {
    const others = closed.filter(({ path, forWhom }) => path.startsWith('/v1/admin/') && forWhom === 'everybody');

    expect(others).toEqual([]);
    for (const { method, path, forWhom } of closed.filter(({ path }) => /^\/v1\/admin\/(users|api-keys)/.test(path))) {
      if (method !== 'GET' && !path.endsWith('/phone') && !path.endsWith('/erase'))
        expect([path, forWhom]).toEqual([path, 'admins']);
    }
  });

  it('that is not open answers 401 without a key, and 403 to a key that is not made for it', async () => {
    const { items } = await jsonOf<{ items: { id: string }[] }>(
      await gateway.ask('GET', '/v1/admin/users?q=Ada', keys.admin),
    );
    const made = new Map<string, string>();
    for (const scope of Scope.options) {
      const key = `key without ${scope}`;
      const scopes = Scope.options.filter((one) => one.split(':')[0] !== scope.split(':')[0]);
      await gateway.app
        .get(ApiKeys)
        .add(items[0]!.id, { name: key, scopes, key: made.set(scope, randomUUID()).get(scope)! });
    }

    const refused = await Promise.all(
      closed.map(async (route) => {
        const [needed] = scopesOf(route.method, route.path);
        const without = await ask(route, '');
        const other = needed && (await ask(route, made.get(needed)));
        return [nameOf(route), without.status, other?.status, route.method === 'HEAD' ? undefined : other?.code];
      }),
    );

    expect(refused).toEqual(
      closed.map((route) => {
        if (route.path === '/v1/me') return [nameOf(route), 401, undefined, undefined];
        return [nameOf(route), 401, 403, route.method === 'HEAD' ? undefined : 'auth.scopeMissing'];
      }),
    );
  }, 60_000);

  describe('with the id of a thing of Anna', () => {
    let things: Record<string, string>;
    const named = closed.filter(
      ({ path, forWhom }) => path.includes(':') && forWhom === 'everybody' && !ownByName.test(path),
    );
    const answersTo = async (key: string, some: readonly Route[]) => {
      const answers: [route: string, status: number, code: string | undefined][] = [];
      for (const route of some) {
        const { status, code } = await ask(route, key, things);
        answers.push([nameOf(route), status, code]);
      }
      return answers;
    };
    beforeAll(async () => {
      things = await belongings(gateway, gateway.anna.id);
    });

    it('shows it to her', async () => {
      const looks = named.filter(({ method }) => method === 'GET');
      const unseen = (await answersTo(keys.anna, looks)).filter(([, status]) => status === 404);

      expect(unseen).toEqual([['GET /v1/artifacts/:id/provenance', 404, 'artifact.noProvenance']]);
      expect(looks.length).toBeGreaterThan(20);
    });

    it('says to somebody else that there is none, and changes nothing', async () => {
      const before = await rowsOf(gateway, gateway.anna.id);
      const others = (await answersTo(keys.ben, named)).filter(([, status]) => status !== 404);

      expect(others).toEqual([]);
      expect(await rowsOf(gateway, gateway.anna.id)).toEqual(before);
    }, 60_000);

    it('lets those who only look at her project look, and change nothing', async () => {
      const { id: ben } = await jsonOf<{ id: string }>(await gateway.ask('GET', '/v1/me', keys.ben));
      await gateway.database.execute(
        `INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'viewer')`,
        [...[things['projectId'], ben]],
      );
      const before = await rowsOf(gateway, gateway.anna.id);
      const changing = named.filter(({ method, path }) =>
        scopesOf(method, path).some((scope) => scope.endsWith(':write')),
      );
      const done = (await answersTo(keys.ben, changing)).filter(([, status]) => status < 400);

      expect(done).toEqual([]);
      expect(await rowsOf(gateway, gateway.anna.id)).toEqual(before);
      const looks = named.filter(({ method, path }) => method === 'GET' && !onesOwn.test(path));
      const unseen = (await answersTo(keys.ben, looks)).filter(([, status]) => status === 404);
      expect(unseen).toEqual([['GET /v1/artifacts/:id/provenance', 404, 'artifact.noProvenance']]);
    }, 60_000);
  });
});
