import type { Notice } from '@polyspool/messengers/templates/notice';

/** What somebody has written: an empty line parts paragraphs. */
export const noticeOfText = (subject: string, message: string): Notice => ({
  subject,
  tone: 'plain',
  paragraphs: message.split(/\r?\n\s*\r?\n/).filter((part) => part.trim()),
});
