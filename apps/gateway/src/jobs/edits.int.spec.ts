import type { Job, Problem } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import { v7 } from 'uuid';
import { end, jsonClient, lineAt, process, publish, transcriptOf } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

type Answer = Pick<Job, 'id' | 'type' | 'input'> & Pick<Problem, 'code' | 'errors'>;

describe('lines that are put right', () => {
  let gateway: TestGateway;
  let ask: ReturnType<typeof jsonClient>;
  beforeAll(async () => {
    gateway = await openGateway();
    ask = jsonClient(gateway);
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('DELETE FROM translation_memory'));

  const lines = [lineAt(0.52, 'Hallo.'), lineAt(3.1, 'The bow.'), lineAt(7, 'Bye.')];
  async function finished(options: object = {}, transcript: object = transcriptOf(...lines)) {
    const { id } = await process(gateway, { targetLanguage: 'es', ...options });
    await publish(gateway, id, 'transcript.json', transcript);
    await end(gateway, id);
    return id;
  }
  const edit = (id: string, edits: object[], key?: string) =>
    ask<Answer>('POST', `/v1/jobs/${id}/edits`, { edits }, key);
  const inputOf = async (id: string) => {
    const [row] = await gateway.database.query<{ input: Record<string, unknown> }>(
      'SELECT input FROM jobs WHERE id = $1',
      [id],
    );
    return unpack(videoJobs.process, id, row!.input, gateway.app.get(PackingParts));
  };
  const remembered = () => gateway.app.get(TranslationMemories).of(gateway.anna.id, { from: 'en', to: 'es' });
  const codeOf = async (answer: ReturnType<typeof edit>) => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  it('make a new job of the former one, with all edits so far', async () => {
    const id = await finished({ chunkSeconds: 20, burnIn: true, edits: [{ startSeconds: 7, text: 'Good bye.' }] });

    const first = await edit(id, [{ startSeconds: 0.52, text: 'Hello.' }]);

    expect([first.status, first.body.type]).toEqual([202, 'video.process']);
    expect(first.headers.get('location')).toBe(`/v1/jobs/${first.body.id}`);
    expect(first.body.id).not.toBe(id);
    const { edits, ...rest } = await inputOf(first.body.id);
    expect(edits).toEqual([
      { startSeconds: 0.52, text: 'Hello.' },
      { startSeconds: 7, text: 'Good bye.' },
    ]);
    const { edits: _former, ...before } = await inputOf(id);
    expect(rest).toEqual(before);
  });

  it('may be more than the queue carries', async () => {
    const many = Array.from({ length: 500 }, (_, second) => lineAt(second, 'A line.'));
    const id = await finished({}, transcriptOf(...many));
    const edits = many.map(({ startSeconds }) => ({
      startSeconds,
      text: 'A line that is somewhat longer. '.repeat(5),
    }));

    const { body } = await edit(id, edits);

    expect(body.input['edits']).toBe('[large]');
    await publish(gateway, body.id, 'transcript.json', transcriptOf(...many));
    await end(gateway, body.id);
    const again = await edit(body.id, [{ startSeconds: 499, translation: 'Fin.' }]);
    expect((await inputOf(again.body.id))['edits']).toEqual([
      ...edits.slice(0, 499),
      { ...edits[499], translation: 'Fin.' },
    ]);
  });

  it('are remembered with their translation, for later jobs', async () => {
    const id = await finished();

    await edit(id, [
      { startSeconds: 0.52, text: 'Hello.', translation: 'Hola.' },
      { startSeconds: 3.1, translation: 'La proa.' },
      { startSeconds: 7, text: 'Good bye.' },
    ]);

    expect(await remembered()).toEqual([
      { source: 'Hello.', target: 'Hola.' },
      { source: 'The bow.', target: 'La proa.' },
    ]);
    const next = await process(gateway, { language: 'en', targetLanguage: 'es' });
    expect(next.input['memory']).toHaveLength(2);
  });

  it('are refused where no such line is, and nothing is done of the others', async () => {
    const id = await finished();

    const { status, body } = await edit(id, [
      { startSeconds: 0.52, translation: 'Hola.' },
      { startSeconds: 1, text: 'What?' },
    ]);

    expect([status, body.code, body.errors]).toEqual([
      422,
      'edit.unknownLine',
      [{ pointer: '/edits/1/startSeconds', detail: 'No line begins at 1 s' }],
    ]);
    expect(await remembered()).toEqual([]);
  });

  it('are not remembered where the job is refused', async () => {
    const id = await finished();
    await gateway.database.execute('DELETE FROM uploads');

    const refused = edit(id, [{ startSeconds: 0.52, translation: 'Hola.' }]);

    expect(await codeOf(refused)).toEqual([404, 'upload.unknown']);
    expect(await remembered()).toEqual([]);
  });

  it('may have a translation only where one was asked for', async () => {
    const { targetLanguage: _none, ...transcript } = transcriptOf(...lines);
    const { id } = await process(gateway);
    await publish(gateway, id, 'transcript.json', transcript);
    await end(gateway, id);

    const { status, body } = await edit(id, [{ startSeconds: 7, translation: 'Adiós.' }]);

    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([400, 'input.invalid', '/edits/0/translation']);
    expect((await edit(id, [{ startSeconds: 7, text: 'Good bye.' }])).status).toBe(202);
  });

  it('are those of a video of one’s own that has ended', async () => {
    const change = [{ startSeconds: 7, text: 'Good bye.' }];
    const open = await process(gateway);
    const failed = await process(gateway);
    await end(gateway, failed.id, 'failed');
    const other = await ask<Job>('POST', '/v1/jobs', {
      type: 'vocabulary.extract',
      input: { text: 'A.', language: 'en' },
    });
    const done = await finished();

    expect(await codeOf(edit(open.id, change))).toEqual([409, 'job.notFinished']);
    expect(await codeOf(edit(failed.id, change))).toEqual([409, 'job.noResult']);
    expect(await codeOf(edit(other.body.id, change))).toEqual([409, 'job.notEditable']);
    expect(await codeOf(edit(v7(), change))).toEqual([404, 'job.unknown']);
    expect(await codeOf(edit(done, change, keys.ben))).toEqual([404, 'job.unknown']);
    expect(await codeOf(edit(done, []))).toEqual([400, 'input.invalid']);
    expect(await codeOf(edit(done, [{ startSeconds: 7 }]))).toEqual([400, 'input.invalid']);
  });
});
