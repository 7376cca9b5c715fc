import type { Job, Problem } from '@polyspool/contracts/job-status';
import type { JobVocabulary } from '@polyspool/contracts/learner';
import { unpack, PackingParts } from '@polyspool/jobs/packing/packed-input';
import { vocabularyJobs } from '@polyspool/contracts/vocabulary';
import { v7 } from 'uuid';
import { end, jsonClient, process, publish, vocabularyOf, wordEntry } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let ask: ReturnType<typeof jsonClient>;
beforeAll(async () => {
  gateway = await openGateway();
  ask = jsonClient(gateway);
});
afterAll(() => gateway.close());
beforeEach(() => gateway.database.execute('DELETE FROM learner_words'));

const level = (name: 'A1' | 'B1') => ({ cefr: { level: name, method: 'list', confidence: 1 } as const });
const words = vocabularyOf(
  wordEntry('be', 5, level('A1')),
  wordEntry('sea', 3, level('A1')),
  wordEntry('bow', 1, level('B1')),
  wordEntry('at sea', 1, { kind: 'idiom' }),
);

async function finished(options: object = {}) {
  const job = await process(gateway, { language: 'en', targetLanguage: 'es', ...options });
  await publish(gateway, job.id, 'vocabulary.json', words);
  await end(gateway, job.id);
  return job.id;
}
const say = (state: string, ...lemmas: string[]) =>
  ask('POST', '/v1/vocabulary', { items: lemmas.map((lemma) => ({ language: 'en', lemma, state })) });
const vocabulary = async (id: string, query = '', key?: string) =>
  (await ask<JobVocabulary>('GET', `/v1/jobs/${id}/vocabulary${query}`, undefined, key)).body;
const codeOf = async (method: string, path: string, key?: string, body?: object) => {
  const answer = await ask<Problem>(method, path, body, key);
  return [answer.status, answer.body.code];
};

describe('the vocabulary of a job', () => {
  it('is joined with what its reader knows', async () => {
    const id = await finished();
    await say('known', 'be');
    await say('ignored', 'bow');
    await say('learning', 'sea');

    const { language, items, coverage } = await vocabulary(id);

    expect([language, items.map(({ lemma, state, step }) => [lemma, state, step])]).toEqual([
      'en',
      [
        ['be', 'known', undefined],
        ['sea', 'learning', 1],
        ['bow', 'ignored', undefined],
        ['at sea', 'new', undefined],
      ],
    ]);
    expect(coverage).toEqual({ percent: 60, known: 6, total: 10 });
  });

  it('is filtered, while its coverage stays that of all words', async () => {
    const id = await finished();
    await say('known', 'be');
    const lemmas = async (query: string) => (await vocabulary(id, query)).items.map(({ lemma }) => lemma);

    expect(await lemmas('?levels=A1,B1&states=new,learning')).toEqual(['sea', 'bow']);
    expect(await lemmas('?kind=idiom')).toEqual(['at sea']);
    expect(await lemmas('?q=sea')).toEqual(['sea', 'at sea']);
    expect((await vocabulary(id, '?q=nothing')).coverage).toEqual({ percent: 50, known: 5, total: 10 });
  });

  it('is turned page by page, to its end', async () => {
    const id = await finished();
    const pages: string[][] = [];
    let cursor: string | undefined = '';
    do {
      const page: JobVocabulary = await vocabulary(id, `?levels=A1,B1&limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(page.items.map(({ lemma }) => lemma));
      cursor = page.nextCursor;
    } while (cursor);

    expect(pages).toEqual([['be', 'sea'], ['bow']]);
  });

  it('is that of its newest run', async () => {
    const id = await finished();
    await vocabulary(id);

    await publish(gateway, id, 'vocabulary.json', vocabularyOf(wordEntry('else', 1)));

    expect((await vocabulary(id)).items.map(({ lemma }) => lemma)).toEqual(['else']);
  });

  it('is seen by its owner and by operators, each with their own states', async () => {
    const id = await finished();
    await say('known', 'be');

    expect(await codeOf('GET', `/v1/jobs/${id}/vocabulary`, keys.ben)).toEqual([404, 'job.unknown']);
    expect((await vocabulary(id, '', keys.operator)).coverage.known).toBe(0);
  });

  it('is not there before the job has ended, nor where none was found', async () => {
    const open = await process(gateway);
    const failed = await process(gateway);
    const skipped = await process(gateway);
    await end(gateway, failed.id, 'failed');
    await end(gateway, skipped.id);

    expect(await codeOf('GET', `/v1/jobs/${open.id}/vocabulary`)).toEqual([409, 'job.notFinished']);
    expect(await codeOf('GET', `/v1/jobs/${failed.id}/vocabulary`)).toEqual([409, 'job.noResult']);
    expect(await codeOf('GET', `/v1/jobs/${skipped.id}/vocabulary`)).toEqual([409, 'job.noVocabulary']);
    expect(await codeOf('GET', `/v1/jobs/${v7()}/vocabulary`)).toEqual([404, 'job.unknown']);
    expect(await codeOf('GET', `/v1/jobs/mine/vocabulary`)).toEqual([404, 'job.unknown']);
  });

  it.each(['levels=A1,C3', 'states=old', 'kind=song', 'cursor=YQ', 'cursor=~', 'limit=201'])(
    'is not asked for by %s',
    async (query) => {
      expect(await codeOf('GET', `/v1/jobs/${v7()}/vocabulary?${query}`)).toEqual([400, 'input.invalid']);
    },
  );

  it('costs the same number of statements however many words there are', async () => {
    const id = await finished();
    const many = Array.from({ length: 5_000 }, (_, index) => wordEntry(`word${index}`, 1));
    const statements = async () => {
      const asked: string[] = [];
      const { query } = gateway.database;
      gateway.database.query = (...args) => (asked.push(args[0]), query.apply(gateway.database, args) as never);
      await vocabulary(id, '?limit=200').finally(() => (gateway.database.query = query));
      // Whose key it is may be known already, or asked for too.
      return asked.filter((sql) => /\b(jobs|artifacts|learner_words)\b/.test(sql)).length;
    };
    const few = await statements();

    await publish(gateway, id, 'vocabulary.json', vocabularyOf(...many));

    expect([few, await statements()]).toEqual([2, 2]);
  });
});

describe('a deck of a job', () => {
  const deck = async (id: string, body: object = {}) => {
    const answer = await ask<Job>('POST', `/v1/jobs/${id}/deck`, body);
    expect(answer.status).toBe(202);
    const [row] = await gateway.database.query<{ input: Record<string, unknown> }>(
      'SELECT input FROM jobs WHERE id = $1',
      [answer.body.id],
    );
    const parts = gateway.app.get(PackingParts);
    return { ...answer, input: await unpack(vocabularyJobs.exportDeck, answer.body.id, row!.input, parts) };
  };

  it('is a job over the same recording, without what its owner knows', async () => {
    const edits = [{ startSeconds: 1, text: 'The sea.' }];
    const id = await finished({ chunkSeconds: 20, edits, burnIn: true });
    await say('known', 'be');
    await say('ignored', 'bow');

    const { headers, body, input } = await deck(id, { levels: ['A1'], withAudio: false });

    expect([body.type, headers.get('location')]).toEqual(['vocabulary.exportDeck', `/v1/jobs/${body.id}`]);
    expect(input).toMatchObject({
      format: 'apkg',
      name: 'episode',
      levels: ['A1'],
      withAudio: false,
      withPicture: true,
      except: ['be', 'bow'],
      language: 'en',
      targetLanguage: 'es',
      chunkSeconds: 20,
      edits,
    });
    expect(input).not.toHaveProperty('burnIn');
  });

  it('has words in the states that were asked for', async () => {
    const id = await finished();
    await say('known', 'be');

    expect((await deck(id, { states: ['known'], format: 'csv' })).input['except']).toEqual(['sea', 'bow', 'at sea']);
    expect((await deck(id, { lemmas: ['sea'] })).input['lemmas']).toEqual(['sea']);
  });

  it('is made of one’s own jobs only, and once for one Idempotency-Key', async () => {
    const id = await finished();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' };
    const post = async () =>
      (await (await gateway.ask('POST', `/v1/jobs/${id}/deck`, keys.anna, { body: '{}', headers })).json()) as Job;

    expect((await post()).id).toBe((await post()).id);
    for (const key of [keys.ben, keys.admin]) {
      expect(await codeOf('POST', `/v1/jobs/${id}/deck`, key, {})).toEqual([404, 'job.unknown']);
    }
    expect(await codeOf('POST', `/v1/jobs/${id}/deck`, keys.anna, { format: 'pdf' })).toEqual([400, 'input.invalid']);
  });

  it('is the same for a request that comes again, though its owner has learned meanwhile', async () => {
    const id = await finished();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'again' };
    const post = async (body: object) =>
      (await (
        await gateway.ask('POST', `/v1/jobs/${id}/deck`, keys.anna, { body: JSON.stringify(body), headers })
      ).json()) as Pick<Job, 'id'> & Pick<Problem, 'code'>;
    const first = await post({ format: 'csv' });

    await say('known', 'sea');

    expect((await post({ format: 'csv' })).id).toBe(first.id);
    expect((await post({ format: 'apkg' })).code).toBe('idempotency.mismatch');
  });

  it('needs a job that has ended, over an upload that is still there', async () => {
    const open = await process(gateway);
    const id = await finished();
    await gateway.database.execute('DELETE FROM uploads');

    expect(await codeOf('POST', `/v1/jobs/${open.id}/deck`, keys.anna, {})).toEqual([409, 'job.notFinished']);
    expect(await codeOf('POST', `/v1/jobs/${id}/deck`, keys.anna, {})).toEqual([404, 'upload.unknown']);
  });
});
