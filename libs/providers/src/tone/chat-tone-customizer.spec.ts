import { FakeEngineServer } from '../translator/fake-engine-server.js';
import { ChatToneCustomizer } from './chat-tone-customizer.js';

interface Line {
  readonly id: number;
  readonly text: string;
}

const linesOf = (body: string) => {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return (JSON.parse(messages[1]!.content) as { lines: Line[] }).lines;
};
const answerOf = (lines: readonly Line[]) => ({
  body: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_750_000_000,
    model: 'test-model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: JSON.stringify({ translations: lines }) },
        finish_reason: 'stop',
      },
    ],
  },
});

describe('ChatToneCustomizer', () => {
  let server: FakeEngineServer;
  const open = () => new ChatToneCustomizer({ url: `${server.url}/v1`, model: 'test-model' });
  const options = { language: 'es', tone: 'friendly' } as const;

  beforeAll(async () => {
    server = await new FakeEngineServer(() => ({})).start();
  });

  beforeEach(() => {
    server.requests.length = 0;
    server.answer = async ({ body }) => answerOf(linesOf(body).map(({ id, text }) => ({ id, text: `¡${text}!` })));
  });

  afterAll(() => server.close());

  it('has each text with words said otherwise, once', async () => {
    const made = await open().customize(['Hola', '12', 'Hola', 'Adiós'], options);

    expect(made).toEqual(['¡Hola!', '12', '¡Hola!', '¡Adiós!']);
    expect(linesOf(server.requests[0]!.body).map(({ text }) => text)).toEqual(['Hola', 'Adiós']);
    expect(server.requests[0]!.body).toMatch(/Spanish \(es\)[^]*friendly/);
  });

  it('leaves a text as it is that the model was talked into something else by', async () => {
    server.answer = async ({ body }) => answerOf(linesOf(body).map(({ id }) => ({ id, text: 'x'.repeat(5_000) })));

    expect(await open().customize(['Hola'], options)).toEqual(['Hola']);
  });

  it('knows every language that has a name, and no other', async () => {
    expect(await open().supports('te')).toBe(true);
    await expect(open().customize(['?a'], { ...options, language: 'xzz' })).rejects.toMatchObject({
      code: 'engine.unsupportedTone',
    });
  });

  it('says that a server is away, or does not answer as it is told', async () => {
    server.answer = async () => ({ status: 503, body: {} });
    await expect(open().customize(['Hola'], options)).rejects.toMatchObject({ code: 'engine.unavailable' });

    server.answer = async () => answerOf([]);
    await expect(open().customize(['Hola'], options)).rejects.toMatchObject({ code: 'engine.failed' });
  });
});
