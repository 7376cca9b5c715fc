/** Words without which neither gets through a sentence. */
const hindi = 'है हैं हो था थे थी का की के में और नहीं से को यह वह ने पर भी तो हम मैं एक कि जो';
const marathi = 'आहे आहेत होता होती होते नव्हता नव्हती नाही आणि मी तो ती ते हा ही हे मध्ये चा ची चे ला ने व पण की एक जो';

const common = hindi.split(' ').filter((word) => marathi.split(' ').includes(word));
const own = (words: string) => new Set(words.split(' ').filter((word) => !common.includes(word)));
const [hindiOnly, marathiOnly] = [own(hindi), own(marathi)];

/** Which of the two a text is in: pieces of their words are too much alike. Undefined where its small words do not tell. */
export function hindiOrMarathi(text: string): 'hi' | 'mr' | undefined {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  const lead = count(marathiOnly) + words.filter(isMarathi).length - count(hindiOnly);
  if (lead === 0) return undefined;
  return lead > 0 ? 'mr' : 'hi';
}

/** A letter that Hindi does not have, and endings of nouns. */
const isMarathi = (word: string) => /ळ|.(ाचा|ाची|ाचे|ांना|ांनी|ामध्ये|ाला)$/u.test(word);
