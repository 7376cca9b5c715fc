import type { Language } from '@polyspool/contracts/languages';
import { goldSentences } from './lemma-gold.js';
import type { WordAnalyser } from './word-analyser.js';

export interface AnalyserCase {
  readonly analyser: WordAnalyser;
  readonly language: Language;
  /** Two sentences of the language. */
  readonly sentences: readonly [string, string];
}

/** What every adapter of the port has to do. */
export function describeWordAnalyser(name: string, prepare: () => AnalyserCase) {
  describe(`${name}, as a word analyser`, () => {
    it('answers each sentence with its words, in order', async () => {
      const { analyser, language, sentences } = prepare();

      const analysed = await analyser.analyse(['', ...sentences, '...'], { language });

      expect(analysed).toHaveLength(4);
      const lettersOf = (text: string) =>
        [...text.toLowerCase()]
          .filter((letter) => /\p{L}/u.test(letter))
          .sort()
          .join('');
      sentences.forEach((sentence, index) => {
        const forms = analysed[index + 1]!.map(({ form }) => form).join(' ');
        expect(lettersOf(forms)).toBe(lettersOf(sentence));
      });
      expect(analysed[0]).toEqual([]);
    });

    it('answers nothing with nothing', async () => {
      const { analyser, language } = prepare();

      expect(await analyser.analyse([], { language })).toEqual([]);
    });

    it('keeps count with marks and odd characters', async () => {
      const { analyser, language } = prepare();
      const odd = ['[ ] { } ^ $ / \\ @ < > * #', '\u0000\u2028\n\t', '🙂 ok 🙂', '^a/b<n>$', '[][#]'];

      expect(await analyser.analyse(odd, { language })).toHaveLength(odd.length);
    });

    it('refuses a language that it does not know', async () => {
      const { analyser } = prepare();

      expect(await analyser.supports('xx')).toBe(false);
      await expect(analyser.analyse(['a'], { language: 'xx' })).rejects.toMatchObject({
        code: 'engine.unsupportedLanguage',
      });
    });

    it('knows variants of a language', async () => {
      const { analyser, language } = prepare();

      expect(await analyser.supports(`${language}-AA`)).toBe(true);
    });

    it('stops when it is told to', async () => {
      const { analyser, language, sentences } = prepare();
      const reason = new Error('enough');

      await expect(analyser.analyse(sentences, { language, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });
  });
}

/** Of the words of the gold sentences, the share whose dictionary form is found, and what is missed. */
export async function lemmaAccuracy(analyser: WordAnalyser, language: Language) {
  const gold = goldSentences(language);
  const analysed = await analyser.analyse(
    gold.map(({ text }) => text),
    { language },
  );
  const missed: string[] = [];
  let tokens = 0;
  gold.forEach((sentence, index) => {
    const words = [...analysed[index]!]; // one for each
    for (const { form, lemma } of sentence.tokens) {
      const isForm = (found: string) => found === form || found.split(' ').includes(form);
      const at = words.findIndex((word) => isForm(word.form));
      const found = at < 0 ? undefined : words[at]!.lemma; // it is there
      // the form of a unit has several words, of which each may be asked for
      if (at >= 0 && !words[at]!.form.includes(' ')) words.splice(at, 1);
      tokens += 1;
      const isParticle = found !== undefined && found.toLowerCase().startsWith(form) && found !== form;
      if (found !== lemma && !(lemma === form && isParticle)) missed.push(`${form}: ${found}, not ${lemma}`);
    }
  });
  return { tokens, accuracy: 1 - missed.length / tokens, missed };
}
