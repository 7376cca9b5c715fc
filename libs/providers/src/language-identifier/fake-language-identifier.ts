import type { Language } from '@polyspool/contracts/languages';
import type { LanguageIdentifier, WrittenLanguage } from './language-identifier.js';

/** Reads every text as the language that it is told, English where nothing is said. For tests only. */
export class FakeLanguageIdentifier implements LanguageIdentifier {
  calls = 0;

  constructor(private readonly read: (text: string) => Language | undefined = () => 'en') {}

  async describe() {
    return { engine: 'fake', version: '1' };
  }

  async identify(texts: readonly string[]) {
    this.calls += 1;
    return texts.map((text): WrittenLanguage | undefined => {
      const language = this.read(text);
      return language === undefined ? undefined : { language, isReliable: true, confidence: 1 };
    });
  }
}
