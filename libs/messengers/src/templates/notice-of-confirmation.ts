import type { Language } from '@polyspool/contracts/languages';
import type { Notice } from './notice.js';
import { phrasesIn } from './phrases.js';

/** Asks whether an address is theirs. It may go to a stranger: nothing in it comes from whoever entered the address. */
export function noticeOfConfirmation(url: string, language: Language): Notice {
  const { confirmation, confirmationPage } = phrasesIn(language);
  return {
    subject: confirmation.subject,
    tone: 'plain',
    paragraphs: [confirmation.text],
    why: confirmation.why,
    button: { label: confirmationPage.confirm, url },
  };
}
