import type { PartOfSpeech } from './word-analyser.js';

/** `lemma: forms` where they differ, else the words. The open classes come from a dictionary, which has none of these. */
const classes: Readonly<Partial<Record<PartOfSpeech, string>>> = {
  DET: `der: der die das den dem des; ein: ein eine einen einem einer eines; kein: kein keine keinen keinem keiner keines;
    dieser: dieser diese dieses diesen diesem; jener: jener jene jenes jenen jenem; jeder: jeder jede jedes jeden jedem;
    welcher: welcher welche welches welchen welchem; mancher: mancher manche manches manchen manchem; solcher: solcher solche solches
    solchen solchem solch; aller: alle aller alles allen allem all; mein: mein meine meinen meinem meiner meines; dein: dein deine
    deinen deinem deiner deines; sein: seine seinen seinem seiner seines; ihr: ihre ihren ihrem ihrer ihres; unser: unser unsere
    unseren unserem unserer unseres unsre; euer: euer eure euren eurem eurer eures; beide: beide beiden beider beides; einige: einige
    einigen einiger einiges; viel: viel viele vielen vieler vieles; wenig: wenig wenige wenigen; mehrere: mehrere mehreren`,
  PRON: `ich: ich mich mir; du: du dich dir; er: er ihn ihm; sie: sie; es: es; wir: wir uns; ihr: ihr euch; Sie: Ihnen; sich: sich;
    man: man; wer: wer wen wem; wessen: wessen; was: was; etwas: etwas; nichts: nichts; jemand: jemand jemanden jemandem; niemand: niemand
    niemanden niemandem; ihnen: ihnen; dessen: dessen; deren: deren; denen: denen; einander: einander; selbst: selbst selber`,
  ADP: `an am ans: an am ans; auf: auf aufs; aus: aus; bei: bei beim; bis: bis; durch: durch durchs; für: für fürs; gegen: gegen;
    hinter: hinter; in: in im ins; mit: mit; nach: nach; neben: neben; ohne: ohne; seit: seit; trotz: trotz; über: über übers; um: um ums;
    unter: unter; von: von vom; vor: vor vorm; während: während; wegen: wegen; zu: zu zum zur; zwischen: zwischen; außer: außer; statt: statt;
    innerhalb: innerhalb; außerhalb: außerhalb; laut: laut; pro: pro; gegenüber: gegenüber; entlang: entlang; per: per; samt: samt`,
  CCONJ:
    'und: und; oder: oder; aber: aber; denn: denn; sondern: sondern; sowie: sowie; sowohl: sowohl; entweder: entweder; weder: weder',
  SCONJ: `dass: dass daß; ob: ob; weil: weil; wenn: wenn; als: als; obwohl: obwohl; damit: damit; bevor: bevor; nachdem: nachdem; sobald: sobald;
    solange: solange; falls: falls; indem: indem; sodass: sodass; bis: bis; wie: wie`,
  ADV: `nicht: nicht; auch: auch; nur: nur; schon: schon; noch: noch; hier: hier; da: da; dort: dort; dann: dann; jetzt: jetzt; nun: nun; so: so; sehr: sehr;
    immer: immer; nie: nie; niemals: niemals; oft: oft; wieder: wieder; heute: heute; gestern: gestern; morgen: morgen; bald: bald; gern: gern gerne;
    vielleicht: vielleicht; doch: doch; mal: mal; eben: eben; ja: ja; nein: nein; wo: wo; wohin: wohin; woher: woher; wann: wann; warum: warum;
    mehr: mehr; also: also; deshalb: deshalb; darum: darum; trotzdem: trotzdem; sogar: sogar; fast: fast; etwa: etwa; ganz: ganz; zusammen: zusammen;
    oben: oben; unten: unten; links: links; rechts: rechts; draußen: draußen; drinnen: drinnen; zurück: zurück; weg: weg; hin: hin; her: her; los: los;
    einmal: einmal; zweimal: zweimal; nochmal: nochmal; manchmal: manchmal; meistens: meistens; endlich: endlich; leider: leider; genau: genau;
    bereits: bereits; erst: erst; gerade: gerade; damals: damals; danach: danach; davon: davon; dafür: dafür; dagegen: dagegen; daran: daran;
    darauf: darauf; daraus: daraus; dabei: dabei; dazu: dazu; darin: darin; darüber: darüber; wirklich: wirklich; überall: überall; irgendwo: irgendwo;
    nirgendwo: nirgendwo; ziemlich: ziemlich; kaum: kaum; sonst: sonst; allerdings: allerdings; jedoch: jedoch; außerdem: außerdem; plötzlich: plötzlich`,
  NUM: `zwei: zwei; drei: drei; vier: vier; fünf: fünf; sechs: sechs; sieben: sieben; acht: acht; neun: neun; zehn: zehn; elf: elf; zwölf: zwölf;
    zwanzig: zwanzig; dreißig: dreißig; hundert: hundert; tausend: tausend`,
  INTJ: 'ach: ach; oh: oh; na: na; hallo: hallo; tschüss: tschüss tschüs; aha: aha; hey: hey; bitte: bitte; danke: danke',
};

export interface ClosedClassWord {
  readonly lemma: string;
  readonly partOfSpeech: PartOfSpeech;
}

/** By form, in lower case. The class that is named first wins. */
export const closedClasses: ReadonlyMap<string, ClosedClassWord> = readClasses();

function readClasses() {
  const words = new Map<string, ClosedClassWord>();
  for (const [partOfSpeech, text] of Object.entries(classes)) {
    for (const entry of text.split(';')) {
      const [lemma = '', forms = ''] = entry.split(':').map((part) => part.trim());
      for (const form of forms.split(/\s+/)) {
        if (!words.has(form))
          words.set(form, { lemma: lemma.split(' ')[0] ?? lemma, partOfSpeech: partOfSpeech as PartOfSpeech });
      }
    }
  }
  return words;
}
