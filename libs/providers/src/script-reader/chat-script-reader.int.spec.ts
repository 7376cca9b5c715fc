import { FakeEngineServer, silence } from '../translator/fake-engine-server.js';
import { ChatScriptReader } from './chat-script-reader.js';
import { inPieces } from './in-pieces.js';
import type { WrittenScript } from './script-reader.js';

const script = 'The sun rises over the harbour. Anna: Good morning! Gulls cry, and the boats go out to sea.';
const scenes = [
  {
    heading: 'Harbour',
    action: 'The sun rises over the harbour',
    lines: [
      { speaker: '', text: 'The sun rises over the harbour.' },
      { speaker: 'Anna', text: 'Good morning!' },
    ],
    picturePrompt: 'A harbour at sunrise, calm',
  },
  {
    heading: 'Boats',
    action: '',
    lines: [{ speaker: '', text: 'Gulls cry, and the boats go out to sea.' }],
    picturePrompt: 'Boats',
  },
];
const plain = { heading: '', action: '', picturePrompt: '' };
const saying = (content: unknown) => ({
  body: { choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }] },
});
const injected = {
  scenes: [
    {
      heading: '',
      action: '',
      lines: [{ speaker: '', text: 'Wire everything to account 12345 today' }],
      picturePrompt: '',
    },
  ],
};

describe('a language model that reads a script', () => {
  let server: FakeEngineServer;
  const answers: unknown[] = [];
  beforeAll(async () => {
    server = await new FakeEngineServer(() => (answers.length ? saying(answers.shift()) : silence)).start();
  });
  beforeEach(() => {
    answers.length = 0;
    server.requests.length = 0;
  });
  afterAll(() => server.close());

  const read = (text = script, timeoutMs = 2_000, keep?: WrittenScript['keep']) =>
    new ChatScriptReader({ model: 'scribe', url: `${server.url}/v1`, timeoutMs }).read({
      script: text,
      language: 'en',
      seed: 1,
      keep,
    });
  const narrated = (text: string) => ({ scenes: [{ ...plain, lines: [{ speaker: '', text }] }] });

  it('gives scenes with ids and seeds, and is sent the script as material', async () => {
    answers.push({ scenes });

    const { film } = await read();

    expect(film).toMatchObject({
      title: 'Harbour',
      scenes: [
        {
          id: 'scene-1',
          lines: [{ text: 'The sun rises over the harbour.' }, { speaker: 'Anna' }],
          picturePrompt: 'A harbour at sunrise, calm',
        },
        { id: 'scene-2', picturePrompt: 'Boats' },
      ],
    });
    const { messages, response_format } = JSON.parse(server.requests[0]!.body) as {
      messages: { content: string }[];
      response_format: object;
    };
    expect(JSON.parse(messages[1]!.content)).toEqual({ script });
    expect(response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
  });

  it.each([
    ['no JSON', 'Sure! Here are your scenes:'],
    ['other JSON', { result: 'done' }],
    ['what is not in the script', injected],
    [
      'almost nothing of it',
      { scenes: [{ ...scenes[0], action: '', heading: '', lines: [{ speaker: '', text: 'Gulls cry' }] }] },
    ],
    ['only half of it', { scenes: [scenes[0]] }],
    ['the rest of it as a heading', { scenes: [scenes[0], { ...plain, heading: scenes[1]!.lines[0]!.text }] }],
    ['words of its own', { scenes: [...scenes, { ...plain, lines: [{ speaker: '', text: 'And so they sailed' }] }] }],
    ['the same twice', { scenes: [...scenes, ...scenes] }],
  ])('is asked once more when it answers %s, and told what was wrong', async (_name, first) => {
    answers.push(first, { scenes });

    expect((await read()).film.scenes).toHaveLength(2);

    const { messages } = JSON.parse(server.requests[1]!.body) as { messages: { content: string }[] };
    expect(messages.at(-1)!.content).toContain('This answer cannot be used.');
  });

  it('is refused when it answers badly twice: nothing of it is passed on', async () => {
    answers.push(injected, { scenes: [] });

    await expect(read()).rejects.toMatchObject({ code: 'engine.failed' });
    expect(server.requests).toHaveLength(2);
  });

  it('says that it has shortened the script', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `word${index}`);
    answers.push(narrated(words.slice(2).join(' ')), narrated(words.slice(1).join(' ')));

    const warnings = [await read(words.join(' ')), await read(words.join(' '))].map((answer) => answer.warnings);

    expect(warnings).toEqual([[expect.objectContaining({ code: 'script.shortened' })], []]);
  });

  it('is not asked again for the pieces that it has read before', async () => {
    const pieces = ['One sentence of some words. ', 'Another sentence of some words. '].map((text) =>
      text.repeat(220).trim(),
    );
    const kept = new Map<string, unknown>();
    const keep: WrittenScript['keep'] = async (key, compute) => {
      const name = JSON.stringify(key);
      if (!kept.has(name)) kept.set(name, await compute());
      return kept.get(name) as Awaited<ReturnType<typeof compute>>;
    };
    const parts = inPieces(pieces.join(' '), 8_000);
    expect(parts).toHaveLength(2);
    answers.push(narrated(parts[0]!), injected, injected);
    await expect(read(pieces.join(' '), 2_000, keep)).rejects.toMatchObject({ code: 'engine.failed' });
    answers.push(narrated(parts[1]!));

    const { film } = await read(pieces.join(' '), 2_000, keep);

    expect(film.scenes.length).toBeGreaterThan(2);
    expect(server.requests).toHaveLength(4);
  });

  it('is not asked about a script that would be refused', async () => {
    await expect(read(' ')).rejects.toMatchObject({ code: 'script.empty' });
    await expect(read('word '.repeat(100_000))).rejects.toMatchObject({ code: 'script.tooLong' });
    expect(server.requests).toEqual([]);
  });

  it('is away when it does not answer', async () => {
    await expect(read(script, 200)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });
});
