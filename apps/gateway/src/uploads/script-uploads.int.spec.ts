import { ScriptUpload } from '@polyspool/contracts/files';
import { formOf, jsonOf, openGateway, type TestGateway } from '../testing/open-gateway.js';

const maxBytes = 20_000;
const maxTextsBytes = 60_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ MAX_SCRIPT_BYTES: maxBytes, MAX_TEXTS_BYTES: maxTextsBytes });
});
afterAll(() => gateway.close());
afterEach(() => gateway.database.execute('DELETE FROM uploads'));

const scene = 'INT. HARBOUR - NIGHT\n\nRain. A lamp swings.\n\nANNA\nIt is late.\n';

describe('a script', () => {
  it.each([
    ['story.txt', 'text/plain', undefined],
    ['story.MD', 'text/markdown', 'markdown'],
    ['story.fountain', 'text/plain', 'fountain'],
  ])('%s is stored and answered as %s', async (name, mediaType, format) => {
    const answer = await gateway.send(formOf(scene, name));

    expect(answer.status).toBe(201);
    const upload = ScriptUpload.strict().parse(await answer.json());
    expect(upload).toMatchObject({ kind: 'script', name, mediaType, bytes: scene.length });
    expect(upload.probe).toEqual({ characters: scene.length, ...(format && { format }) });
    expect(await (await gateway.ask('GET', `/v1/uploads/${upload.id}`)).json()).toEqual(upload);
    const content = await gateway.ask('GET', `/v1/uploads/${upload.id}/content`);
    expect(content.headers.get('content-type')).toBe(`${mediaType}; charset=utf-8`);
    expect(await content.text()).toBe(scene);
  });

  it.each([
    ['of any script', 'दीपक जलता है। దీపం వెలుగుతోంది.', 'story.txt'],
    ['with a byte order mark', '\ufeffOnce upon a time', 'story.txt'],
    ['that is cut between bytes of a letter where its head ends', `${'a'.repeat(4_095)}é and so on`, 'story.txt'],
    ['as long as allowed', 'a'.repeat(maxBytes), 'story.md'],
    ['that may be a list, and longer', 'a\n'.repeat(maxBytes), 'texts.txt'],
    ['that is a list', '{"text": "అ"}\n'.repeat(maxBytes / 10), 'texts.jsonl'],
  ])('%s is taken', async (_, text, name) => {
    expect((await gateway.send(formOf(text, name))).status).toBe(201);
  });

  it('in JSON is one', async () => {
    const answer = await gateway.send(formOf('{"title":"Harbour"}', 'film.json'));

    expect(await answer.json()).toMatchObject({
      kind: 'script',
      mediaType: 'application/json',
      probe: { format: 'json' },
    });
  });
});

describe('a script that cannot be read is refused and leaves nothing', () => {
  const textThenBytes = Buffer.concat([Buffer.alloc(9_000, 'a'), Buffer.from([0xff])]);

  it.each([
    ['of white space', '\n \t\r\n', 'story.txt', '422 script.empty'],
    ['without a byte', '', 'story.txt', '422 upload.empty'],
    ['that is no JSON', '{"title":', 'film.json', '422 script.unreadable'],
    ['with nests of JSON', '['.repeat(maxBytes), 'film.json', '422 script.unreadable'],
    ['of bytes', Buffer.from([0xc3, 0x28, 0x41]), 'story.txt', '415 upload.unsupported'],
    ['of bytes behind a text', textThenBytes, 'story.txt', '422 script.unreadable'],
    ['in UTF-16', Buffer.from('\ufeffOnce', 'utf16le'), 'story.txt', '415 upload.unsupported'],
    ['with a zero in it', 'Once\0upon', 'story.txt', '415 upload.unsupported'],
    ['of another name', scene, 'story.docx', '415 upload.unsupported'],
    ['without a name', scene, 'txt', '415 upload.unsupported'],
    ['longer than allowed', 'a'.repeat(maxBytes + 1), 'story.md', '413 upload.tooLarge'],
    ['longer than a list may be', 'a'.repeat(maxTextsBytes + 1), 'texts.jsonl', '413 upload.tooLarge'],
  ])('%s', async (_, bytes, name, outcome) => {
    const answer = await gateway.send(formOf(bytes, name));

    expect(`${answer.status} ${(await jsonOf<{ code: string }>(answer)).code}`).toBe(outcome);
    expect(await gateway.traces()).toMatchObject({ spooled: [], rows: [] });
  });
});
