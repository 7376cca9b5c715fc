import type { EraseAnswer } from '@polyspool/contracts/gdpr';

/** What is most of it, in everyday words. */
export function thingsIn({ rows, tables }: EraseAnswer): string {
  const named = tables.flatMap(({ table, rows: count }) => {
    const words = things[table];
    return words && count > 0 ? [`${count.toLocaleString('en')} ${count === 1 ? words[0] : words[1]}`] : [];
  });
  const total = `${rows.toLocaleString('en')} ${rows === 1 ? 'entry' : 'entries'} in all`;
  return named.length > 0 ? `This takes away ${named.join(', ')}: ${total}.` : `This takes away ${total}.`;
}

const things: Readonly<Record<string, readonly [one: string, several: string]>> = {
  jobs: ['job', 'jobs'],
  uploads: ['file that you sent', 'files that you sent'],
  artifacts: ['file that was made', 'files that were made'],
  records: ['recording', 'recordings'],
  projects: ['project', 'projects'],
  learner_words: ['word', 'words'],
  glossaries: ['glossary', 'glossaries'],
  webhooks: ['webhook', 'webhooks'],
  api_keys: ['key', 'keys'],
};
