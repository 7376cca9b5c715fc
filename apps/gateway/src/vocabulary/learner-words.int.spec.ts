import type { Problem } from '@polyspool/contracts/job-status';
import type { LearnerWord, LearnerWordPage } from '@polyspool/contracts/learner';
import { jsonClient } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('how well somebody knows words', () => {
  let gateway: TestGateway;
  let ask: ReturnType<typeof jsonClient>;
  beforeAll(async () => {
    gateway = await openGateway();
    ask = jsonClient(gateway);
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('DELETE FROM learner_words'));

  const lemmas = async (query = '', key?: string) =>
    (await ask<LearnerWordPage>('GET', `/v1/vocabulary${query}`, undefined, key)).body.items.map(({ lemma }) => lemma);

  it('is said of one word, and said otherwise', async () => {
    const path = `/v1/vocabulary/de-AT/${encodeURIComponent('aufräumen / putzen')}`;

    const learning = await ask<LearnerWord>('PUT', path, { state: 'learning' });
    const known = await ask<LearnerWord>('PUT', path, { state: 'known' });
    const fresh = await ask<LearnerWord>('PUT', path, { state: 'new' });

    expect(learning).toMatchObject({ status: 200, body: { language: 'de', state: 'learning', step: 1 } });
    expect(known.body).toEqual({ language: 'de', lemma: 'aufräumen / putzen', state: 'known' });
    expect(fresh.body.state).toBe('new');
    expect(await lemmas()).toEqual([]);
  });

  it('is said of many words at once, and listed page by page', async () => {
    const items = ['c', 'a', 'b'].map((lemma) => ({ language: 'en', lemma, state: 'known' }));
    const changed = await ask('POST', '/v1/vocabulary', { items });

    const first = await ask<LearnerWordPage>('GET', '/v1/vocabulary?language=en&state=known&limit=2');
    const second = await lemmas(`?limit=2&cursor=${first.body.nextCursor}`);

    expect(changed).toMatchObject({ status: 200, body: { changed: 3 } });
    expect([...first.body.items.map(({ lemma }) => lemma), ...second]).toEqual(['a', 'b', 'c']);
    expect(await lemmas('?q=B')).toEqual(['b']);
  });

  it('is forgotten of a word, or of a language', async () => {
    const items = ['a', 'b', 'c'].map((lemma) => ({ language: 'en', lemma, state: 'known' }));
    await ask('POST', '/v1/vocabulary', { items });

    expect((await ask('DELETE', '/v1/vocabulary/en/b')).status).toBe(204);
    expect(await lemmas()).toEqual(['a', 'c']);
    expect((await ask('DELETE', '/v1/vocabulary?language=en')).body).toEqual({ changed: 2 });
    expect((await ask<Problem>('DELETE', '/v1/vocabulary')).body.code).toBe('input.invalid');
  });

  it('is nobody else’s business', async () => {
    await ask('PUT', '/v1/vocabulary/en/sea', { state: 'known' });

    expect(await lemmas('', keys.ben)).toEqual([]);
    expect(await lemmas('', keys.admin)).toEqual([]);
    await ask('DELETE', '/v1/vocabulary/en/sea', undefined, keys.ben);
    expect(await lemmas()).toEqual(['sea']);
  });

  const words = Array.from({ length: 1_001 }, () => ({ language: 'en', lemma: 'a', state: 'known' }));
  it.each([
    ['a state that is none', 'PUT /v1/vocabulary/en/sea', { state: 'forgotten' }, '/state'],
    ['a step of a known word', 'PUT /v1/vocabulary/en/sea', { state: 'known', step: 2 }, '/step'],
    ['a fifth step', 'PUT /v1/vocabulary/en/sea', { state: 'learning', step: 5 }, '/step'],
    ['no language', 'PUT /v1/vocabulary/English!/sea', { state: 'known' }, '/language'],
    ['a word with a line break', 'PUT /v1/vocabulary/en/at%0Asea', { state: 'known' }, '/lemma'],
    ['a word with a zero', 'POST /v1/vocabulary', { items: [{ ...words[0], lemma: 'a\0' }] }, '/items/0/lemma'],
    ['an empty word', 'PUT /v1/vocabulary/en/%20', { state: 'known' }, '/lemma'],
    ['a foreign cursor', 'GET /v1/vocabulary?cursor=YQ', undefined, '/cursor'],
    ['more than a thousand words', 'POST /v1/vocabulary', { items: words }, '/items'],
  ])('is refused: %s', async (_fault, request, body, pointer) => {
    const [method, path] = request.split(' ') as [string, string];

    const { status, body: problem } = await ask<Problem>(method, path, body);

    expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([400, 'input.invalid', pointer]);
  });
});
