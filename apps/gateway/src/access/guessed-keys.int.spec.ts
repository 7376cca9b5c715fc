import { openGateway, type TestGateway } from '../testing/open-gateway.js';

const guesses = ['guess-1', 'guess-2', 'guess-3', 'guess-4'];

describe('keys that are none, at the API', () => {
  let gateway: TestGateway;
  afterEach(() => gateway.close());

  async function statusesOf(clients: readonly string[]) {
    const statuses = [];
    for (const [index, client] of clients.entries()) {
      const headers = { 'x-forwarded-for': client };
      statuses.push((await gateway.ask('GET', '/v1/jobs', guesses[index], { headers })).status);
    }
    return statuses;
  }

  it('are counted for each client behind a proxy, whatever it says itself', async () => {
    gateway = await openGateway({ RATE_LIMIT_FAILURES: 3, PROXIES_IN_FRONT: 1 });

    const guessing = guesses.map((_, index) => `198.51.100.${index}, 192.0.2.1`);
    expect(await statusesOf(guessing)).toEqual([401, 401, 401, 429]);
    expect(await statusesOf(['192.0.2.2'])).toEqual([401]);
  });

  it('are counted by connection where no proxy stands in front: nobody chooses an address', async () => {
    gateway = await openGateway({ RATE_LIMIT_FAILURES: 3 });

    expect(await statusesOf(guesses.map((_, index) => `192.0.2.${index}`))).toEqual([401, 401, 401, 429]);
  });
});
