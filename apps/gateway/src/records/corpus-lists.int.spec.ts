import { maxScriptCharacters } from '@polyspool/contracts/film';
import type { Job } from '@polyspool/contracts/job-status';
import type { CorpusRecordPage } from '@polyspool/contracts/records';
import { jsonClient } from '../testing/finished-video.js';
import { formOf, jsonOf, openGateway, type TestGateway } from '../testing/open-gateway.js';

interface Fault {
  readonly code: string;
  readonly errors?: readonly { pointer: string }[];
}

let gateway: TestGateway;
let send: ReturnType<typeof jsonClient>;
beforeAll(async () => {
  gateway = await openGateway();
  send = jsonClient(gateway);
});
afterAll(() => gateway.close());

const upload = async (text: string, name: string) =>
  (await jsonOf<{ id: string }>(await gateway.send(formOf(text, name)))).id;
const submit = async (type: string, input: object) => {
  const { status, body } = await send<Job & Fault>('POST', '/v1/jobs', { type, input });
  return { ...body, outcome: [status, body.code, body.errors?.[0]?.pointer] };
};

describe('records', () => {
  it('are found by what a listener would complain of, and by nothing to complain of', async () => {
    const flags = { Noisy: ['noisy', 'clipped'], Clipped: ['clipped'], Good: [], Unmeasured: undefined };
    for (const [title, found] of Object.entries(flags)) {
      const { body } = await send<{ id: string }>('POST', '/v1/records', { title });
      const measures = found && JSON.stringify({ flags: found });
      await gateway.database.execute('UPDATE records SET measures = $2 WHERE id = $1', [body.id, measures ?? null]);
    }
    const titles = async (flag: string) => {
      const { items } = (await send<CorpusRecordPage>('GET', `/v1/records?flag=${flag}`)).body;
      return items.map(({ title }) => title);
    };

    expect(await titles('clipped')).toEqual(['Clipped', 'Noisy']);
    expect(await titles('noisy')).toEqual(['Noisy']);
    expect(await titles('good')).toEqual(['Good']);
    expect((await send<Fault>('GET', '/v1/records?flag=bad')).body.errors).toMatchObject([{ pointer: '/flag' }]);
  });
});

describe('an archive', () => {
  it('is there or not, which people are told before they copy something', async () => {
    expect((await send('GET', '/v1/archive')).body).toEqual({ isConfigured: false });
  });
});

describe('the languages of texts', () => {
  const detect = (input: object) => submit('corpus.detectLanguages', input);

  it('are told of a file that no request could hold, of whichever kind of text', async () => {
    const long = 'తెలుగు నా మాతృభాష\n'.repeat(60_000);
    const files = [await upload(long, 'texts.txt'), await upload('{"text": "Where?"}\n', 'texts.jsonl')];

    for (const uploadId of files)
      expect(await detect({ uploadId })).toMatchObject({ outcome: [202], input: { uploadId } });
    expect(long.length).toBeLessThan(maxScriptCharacters);
  });

  it('are told of texts or of a file, and its parts are made by the job itself', async () => {
    const uploadId = await upload('Where do you come from?', 'texts.txt');
    const texts = [{ id: '1', text: 'Where?' }];
    const part = { start: 0, end: 9, firstLine: 1, texts: 1, isJson: false };

    expect((await detect({ texts })).outcome).toEqual([202, undefined, undefined]);
    expect((await detect({})).outcome).toEqual([400, 'input.invalid', '/texts']);
    expect((await detect({ texts, uploadId })).outcome).toEqual([400, 'input.invalid', '/texts']);
    expect((await detect({ uploadId, part })).outcome).toEqual([400, 'input.invalid', '/part']);
  });

  it('are told of a list that is no script any more', async () => {
    const uploadId = await upload('A line.\n'.repeat(maxScriptCharacters / 8 + 1), 'texts.txt');

    expect((await detect({ uploadId })).outcome).toEqual([202, undefined, undefined]);
    expect((await submit('script.parse', { uploadId })).outcome).toEqual([413, 'input.tooLarge', '/uploadId']);
  });
});
