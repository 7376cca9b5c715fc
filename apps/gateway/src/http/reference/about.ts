/** The first page of the reference. */
export const about = `Media in, translated and learnable media out, as jobs to watch, cancel and trust.

- **Keys**: \`Authorization: Bearer <key>\`. Each operation names the scopes that a key needs for it.
- **Errors** are problems (RFC 9457) with a stable \`code\` and a \`traceId\`; [/problems](/problems) lists all of them.
- **Jobs** are answered by 202 with \`Location\`, and polled there: with the \`ETag\` of the last answer, 304 means no news. \`Prefer: wait=10\` waits for the end.
- **Again and again**: with an \`Idempotency-Key\`, what creates is done once in 24 hours.
- **Lists** come in pages: \`nextCursor\` of one is \`cursor\` of the next.
- **Answers only grow**: read what you know, and pass over the rest. Unknown fields of requests are refused.
- **Time**: every answer begins within 30 seconds, but for uploads and live channels.
- **Live**: [/asyncapi.json](/asyncapi.json) describes sockets and Server-Sent Events.`;

export const keyText = 'An API key, or a token of an identity provider that the platform trusts';

/** In the order in which they are read. */
export const tags = {
  uploads: 'Files that jobs work on',
  jobs: 'Work of any kind: to start, follow, end and repeat',
  videos: 'Transcripts, translations, subtitles and words of recordings',
  documents: 'PDFs translated with their layout',
  generations: 'Films made of scripts',
  artifacts: 'Files that jobs have made',
  vocabulary: 'Words, and how well one knows them',
  glossaries: 'Terms and translations that jobs keep to',
  projects: 'What several people work on',
  records: 'Recordings of the corpus',
  reports: 'Numbers of the past',
  notifications: 'What people are told, and how',
  webhooks: 'What programs are told',
  people: 'Oneself, one’s keys, and all that is kept of one',
  admin: 'For those who run the platform',
  dialects: 'Addresses of the systems before this one; each names what has taken its place',
  health: 'For probes',
  about: 'What the rest refers to',
};
