import type { Topic } from '@polyspool/contracts/notifications';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { english } from './english.js';
import { spanish } from './spanish.js';
import { telugu } from './telugu.js';

/** All that the system says of itself in one language. In braces: what is put in. */
export interface Phrases {
  readonly language: Language;
  readonly jobDone: string;
  readonly jobDoneText: string;
  readonly jobFailed: string;
  readonly jobFailedText: string;
  readonly jobStopped: string;
  readonly jobStoppedText: string;
  readonly reason: string;
  readonly files: string;
  readonly moreFiles: string;
  readonly openJob: string;
  readonly openConsole: string;
  readonly alert: Readonly<Record<'info' | 'warning' | 'critical', string>>;
  readonly why: Readonly<Record<Topic, string>>;
  readonly unsubscribe: string;
  readonly noReply: string;
  /** Of the page behind the link. */
  readonly unsubscribePage: PagePhrases;
  /** Of the mail that asks whether an address is theirs, and of the page behind its link. */
  readonly confirmation: { readonly subject: string; readonly text: string; readonly why: string };
  readonly confirmationPage: PagePhrases & { readonly invalid: string };
  readonly jobs: Readonly<Record<string, string>>;
}

interface PagePhrases {
  readonly title: string;
  readonly question: string;
  readonly confirm: string;
  readonly done: string;
}

const all: Readonly<Record<string, Phrases>> = { en: english, es: spanish, te: telugu };

/** In that language, or in English. */
export const phrasesIn = (language: Language): Phrases => all[primaryLanguage(language)] ?? english;

/** `{name}` stands for a value. */
export const filled = (phrase: string, values: Readonly<Record<string, string | number>>) =>
  phrase.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));
