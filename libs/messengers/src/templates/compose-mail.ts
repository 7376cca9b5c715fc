import type { Topic } from '@polyspool/contracts/notifications';
import type { Language } from '@polyspool/contracts/languages';
import mustache from 'mustache';
import { mailHtml, mailText } from './mail-layout.js';
import type { Notice } from './notice.js';
import { phrasesIn } from './phrases.js';

export interface MailAround {
  readonly language: Language;
  readonly topic: Topic;
  readonly unsubscribeUrl?: string | undefined;
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const colours = { good: '#2f7d4f', bad: '#b3362b', warning: '#b7791f', plain: '#3d5a80' };

/** A notice as a mail: as text, and as HTML in which all that comes from people is escaped. */
export function composeMail(notice: Notice, { language, topic, unsubscribeUrl }: MailAround): ComposedMail {
  const phrases = phrasesIn(language);
  const view = {
    ...notice,
    lines: notice.paragraphs.map((text) => ({ text, lines: text.split(/\r?\n/).map((line) => ({ line })) })),
    language: phrases.language,
    colour: colours[notice.tone],
    hasFiles: Boolean(notice.files?.length),
    filesLabel: phrases.files,
    why: notice.why ?? phrases.why[topic],
    noReply: phrases.noReply,
    unsubscribe: unsubscribeUrl === undefined ? undefined : { label: phrases.unsubscribe, url: unsubscribeUrl },
  };
  return {
    // A line break in a header would begin another one.
    subject: notice.subject.replace(/\s+/g, ' ').trim(),
    text: mustache.render(mailText, view, undefined, { escape: String }).replace(/\n{3,}/g, '\n\n'),
    html: mustache.render(mailHtml, view),
  };
}
