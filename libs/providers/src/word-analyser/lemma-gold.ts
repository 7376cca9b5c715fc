import type { Language } from '@polyspool/contracts/languages';

/** Sentences with the dictionary form of each word, written by hand: `form/lemma`, `form` alone where both are the same. For tests only. */
export const lemmaGold: Readonly<Record<string, readonly string[]>> = {
  en: [
    'the children/child were/be playing/play in the garden when it began/begin to rain',
    'she has/have never seen/see mice/mouse as big as those/that',
    'he thought/think the men/man had/have gone/go through the woods/wood',
    'my feet/foot hurt because these/this shoes/shoe are/be worse/bad than the others/other',
    'we were/be driving/drive home and found/find two wolves/wolf lying/lie on the road',
    'they bought/buy knives/knife and ate/eat the leaves/leaf',
    'stop crying/cry and tell me what happened/happen yesterday',
    'the women/woman who taught/teach us spoke/speak quickly',
  ],
  es: [
    'los/el niños/niño comieron/comer las/el manzanas/manzana rojas/rojo en la/el cocina',
    'no quería/querer que me dijeras/decir la/el verdad',
    'hemos/haber visto/ver muchas/mucho ciudades/ciudad hermosas/hermoso este verano',
    'mi abuela siempre hacía/hacer pasteles/pastel cuando llovía/llover',
    'ellas/ella fueron/ir al/a mercado y compraron/comprar peces/pez',
    'se durmió/dormir porque estaba/estar cansado',
    'las/el luces/luz de las/el calles/calle se encienden/encender a las/el siete',
    'los/el ingleses/inglés perdieron/perder sus/su llaves/llave',
    'dime/decir si puedes/poder venir mañana',
  ],
  de: [
    'Die/der Kinder/Kind spielten/spielen im/in Garten, als es anfing/anfangen zu regnen',
    'Sie/sie hat/haben die/der größten/groß Bäume/Baum im/in Wald gesehen/sehen',
    'Wir/wir stehen/aufstehen jeden/jeder Tag um sechs Uhr auf',
    'Er/er ist/sein gestern mit dem/der Zug nach Hause/Haus gefahren/fahren',
    'Die/der alten/alt Häuser/Haus gehören/gehören meinen/mein Freunden/Freund',
    'Ich/ich habe/haben das/der Fenster geöffnet/öffnen, weil mir/ich heiß war/sein',
    'Könntest/können du mir/ich bitte die/der Bücher/Buch bringen',
    'Wann/wann kommst/ankommen du morgen an',
    'Niemand/niemand wusste/wissen, wohin die/der Männer/Mann gingen/gehen',
  ],
};

export interface GoldToken {
  readonly form: string;
  readonly lemma: string;
}

export const goldSentences = (language: Language) =>
  (lemmaGold[language] ?? []).map((line) => {
    const tokens = line.split(' ').map((part): GoldToken => {
      const [form = '', lemma = form] = part.replaceAll(',', '').split('/');
      return { form, lemma };
    });
    const text = line
      .split(' ')
      .map((part) => part.replace(/\/[^,]*/, ''))
      .join(' ');
    return { text: `${text}.`, tokens };
  });
