import type { Language } from '@polyspool/contracts/languages';
import type { Notice } from './notice.js';
import { filled, phrasesIn } from './phrases.js';
import { shortName } from './short-name.js';

export interface EndedJobFacts {
  readonly type: string;
  readonly status: 'succeeded' | 'failed' | 'cancelled' | 'expired';
  readonly tookMs: number;
  /** The name that people gave to what it worked on. */
  readonly about?: string | undefined;
  /** Why it failed. */
  readonly reason?: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly url?: string }[];
  /** Its page. */
  readonly url: string;
}

const mostFiles = 12;

/** That a job has ended, and what was made. */
export function noticeOfJob(job: EndedJobFacts, language: Language): Notice {
  const phrases = phrasesIn(language);
  const named = [phrases.jobs[job.type] ?? job.type, shortName(job.about ?? '')].filter(Boolean).join(' – ');
  const values = { job: named, duration: duration(job.tookMs, language) };
  const [subject, text, tone] = {
    succeeded: [phrases.jobDone, phrases.jobDoneText, 'good'] as const,
    failed: [phrases.jobFailed, phrases.jobFailedText, 'bad'] as const,
    cancelled: [phrases.jobStopped, phrases.jobStoppedText, 'plain'] as const,
    expired: [phrases.jobStopped, phrases.jobStoppedText, 'plain'] as const,
  }[job.status];
  const shown = job.files
    .slice(0, mostFiles)
    .map(({ name, bytes, url }) => ({ name, url, detail: size(bytes, language) }));
  const rest = job.files.length - shown.length;
  return {
    subject: filled(subject, values),
    tone,
    paragraphs: [
      filled(text, values),
      ...(job.reason === undefined ? [] : [filled(phrases.reason, { reason: job.reason })]),
    ],
    files: rest > 0 ? [...shown, { name: filled(phrases.moreFiles, { count: rest }), detail: '' }] : shown,
    button: { label: phrases.openJob, url: job.url },
  };
}

function duration(ms: number, language: Language) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const parts: [number, string][] = hours
    ? [
        [hours, 'hour'],
        [minutes, 'minute'],
      ]
    : minutes
      ? [
          [minutes, 'minute'],
          [seconds % 60, 'second'],
        ]
      : [[seconds, 'second']];
  return parts
    .filter(([amount], index) => index === 0 || amount > 0)
    .map(([amount, unit]) => number(amount, language, { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ');
}

function size(bytes: number, language: Language) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return number(bytes / 1000 ** step, language, options);
}

const number = (value: number, language: Language, options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat([language, 'en'], options).format(value);
