import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** Articles, demonstratives and possessives: what stands after one of them is a common word, also where it has a capital. */
const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'a an the this that these those my your his her its our their each every no some any',
    es: 'el la los las un una unos unas al del este esta estos estas ese esa esos esas mi mis su sus nuestro nuestra cada',
    fr: 'le la les l un une des du au aux ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs chaque',
    it: 'il lo la i gli le l un uno una del dello della dei degli delle al alla nel nella questo questa suo sua ogni',
    // `o` and `a` stand before names, too.
    pt: 'um uma este esta estes estas esse essa meu minha seu sua seus suas nosso nossa cada',
    nl: 'de het een deze dit die dat mijn zijn haar ons onze hun elk elke',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

const none: ReadonlySet<string> = new Set();

/** In lower case; none of languages that are not known here. */
export const determinersOf = (language: Language): ReadonlySet<string> =>
  byLanguage.get(primaryLanguage(language)) ?? none;
