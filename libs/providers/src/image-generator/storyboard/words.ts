const numbers: Readonly<Record<string, number>> = {
  two: 2,
  both: 2,
  couple: 2,
  three: 3,
  four: 4,
  zwei: 2,
  drei: 3,
  dos: 2,
  tres: 3,
  deux: 2,
  trois: 3,
};

/** The words of a text, as they can be looked up. */
export class Words {
  private readonly words: readonly string[];
  /** Also as they stand beside each other: `living room` is found as `livingroom`. */
  private readonly firstAt = new Map<string, number>();

  constructor(private readonly text: string) {
    this.words = plain(text).match(/[\p{L}\p{M}]+/gu) ?? [];
    this.words.forEach((word, index) => {
      for (const form of [...formsOf(word), ...formsOf(word + (this.words[index + 1] ?? ''))])
        if (!this.firstAt.has(form)) this.firstAt.set(form, index);
    });
  }

  has(word: string): boolean {
    return this.firstAt.has(word);
  }

  /** The names of which a word is there, the one mentioned first first. */
  find<Name extends string>(vocabulary: Readonly<Record<Name, string>>): Name[] {
    const names = Object.keys(vocabulary) as Name[];
    const at = new Map(names.map((name) => [name, this.placeOf(vocabulary[name])]));
    const isThere = (name: Name) => at.get(name) !== undefined;
    return names.filter(isThere).sort((first, second) => (at.get(first) ?? 0) - (at.get(second) ?? 0));
  }

  /** How many of them there are, as far as words say it: `two men`, `children`. */
  countOf(synonyms: string): number {
    const index = this.placeOf(synonyms);
    if (index === undefined) return 0;
    const said = this.words.slice(Math.max(0, index - 2), index).map((word) => numbers[word] ?? 0);
    const isPlural = !synonyms.split(' ').includes(this.words[index] ?? '');
    return Math.max(1, ...said, isPlural ? 2 : 1);
  }

  /** Names before a verb in the third person. */
  actingNames(): string[] {
    const found = this.text.matchAll(
      /(?<!\p{L})(\p{Lu}\p{Ll}{2,})\s+(?:\p{Ll}+ly\s+)?(\p{Ll}{2,}[^su\P{Ll}]s)(?!\p{L})/gu,
    );
    const names = [...found].map(([, name = '']) => name).filter((name) => !notNames.has(name.toLowerCase()));
    return [...new Set(names)];
  }

  private placeOf(synonyms: string): number | undefined {
    const at = synonyms.split(' ').flatMap((word) => this.firstAt.get(word) ?? []);
    return at.length > 0 ? Math.min(...at) : undefined;
  }
}

const notNames = new Set(
  'the this that these those she they there here his her its our their my one two three with and but for from into when where what who how why all some many'.split(
    ' ',
  ),
);

const irregular: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  wolves: 'wolf',
  leaves: 'leaf',
  shelves: 'shelf',
  geese: 'goose',
  baume: 'baum',
  hauser: 'haus',
  walder: 'wald',
  vogel: 'vogel',
};

function formsOf(word: string): string[] {
  const forms = [word, irregular[word] ?? word];
  for (const [ending, instead] of [
    ['men', 'man'],
    ['ies', 'y'],
    ['es', ''],
    ['s', ''],
    ['en', ''],
    ['n', ''],
    ['e', ''],
  ] as const)
    if (word.length - ending.length >= 3 && word.endsWith(ending)) forms.push(word.slice(0, -ending.length) + instead);
  return forms;
}

/** Small and without accents. */
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
