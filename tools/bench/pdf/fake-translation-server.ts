import { FakeEngineServer } from '@polyspool/providers/translator/fake-engine-server';
import { pseudoTranslators } from './pseudo-translators.ts';

const languages = ['en', 'es', 'fr', 'it', 'pt', 'nl'];

/** Speaks as LibreTranslate and answers at once, in words a third longer: what is measured is all but the engine. */
export class FakeTranslationServer {
  calls = 0;
  private readonly server: FakeEngineServer;

  private constructor() {
    this.server = new FakeEngineServer(({ path, body }) => ({
      body: path.startsWith('/languages') ? pairs : { translatedText: this.translate(body) },
    }));
  }

  static async start() {
    const fake = new FakeTranslationServer();
    await fake.server.start();
    return fake;
  }

  /** No limit of calls either: it would be measured in place of the work. */
  get settings() {
    const limit = { ENGINE_DOCUMENTTRANSLATOR_CALLS: '10000', ENGINE_DOCUMENTTRANSLATOR_WINDOW_S: '1' };
    return { TRANSLATOR: 'libretranslate', LIBRETRANSLATE_URL: this.server.url, ...limit };
  }

  stop() {
    return this.server.close();
  }

  private translate(body: string) {
    this.calls += 1;
    const { q } = JSON.parse(body) as { q: readonly string[] };
    return q.map((text) => text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => pseudoTranslators.expand30(word)));
  }
}

const pairs = languages.map((code) => ({ code, targets: languages.filter((other) => other !== code) }));
