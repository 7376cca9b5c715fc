import { primaryLanguage } from '@polyspool/contracts/languages';

export type Reason = 'gone' | 'failing';

interface Texts {
  readonly subject: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly remedy: string;
}

const texts: Readonly<Record<string, Texts>> = {
  en: {
    subject: 'A webhook has been switched off',
    reasons: {
      gone: '{url} answers that it is gone for good (410).',
      failing: '{url} has taken nothing for a week.',
    },
    remedy: 'What waited for it has not been sent. Switch it on again when it is back, and send again what you need.',
  },
  es: {
    subject: 'Se ha desactivado un webhook',
    reasons: {
      gone: '{url} responde que ya no existe (410).',
      failing: '{url} no ha aceptado nada durante una semana.',
    },
    remedy: 'Lo que esperaba no se ha enviado. Actívelo de nuevo cuando vuelva a funcionar y reenvíe lo que necesite.',
  },
  te: {
    subject: 'ఒక వెబ్‌హుక్ నిలిపివేయబడింది',
    reasons: {
      gone: '{url} ఇక లేదని సమాధానం ఇస్తోంది (410).',
      failing: '{url} ఒక వారంగా ఏదీ స్వీకరించలేదు.',
    },
    remedy: 'దాని కోసం వేచి ఉన్నవి పంపబడలేదు. అది తిరిగి పనిచేసినప్పుడు మళ్లీ ఆన్ చేసి, కావలసినవి మళ్లీ పంపండి.',
  },
};

/** What its owner reads in their list. Of the address only where it is: the rest of it may be secret. */
export function switchedOffNotice(reason: Reason, url: string, language: string) {
  const { subject, reasons, remedy } = texts[primaryLanguage(language)] ?? texts['en']!;
  return { subject, message: `${reasons[reason].replace('{url}', () => new URL(url).origin)} ${remedy}` };
}
