import { createHash } from 'node:crypto';

interface Failure {
  readonly type: string;
  readonly code: string;
  readonly errorClass?: string | undefined;
  readonly detail: string;
}

/** The same for failures that are alike: what differs from one job to the next does not count. */
export function fingerprint({ type, code, errorClass = '', detail }: Failure) {
  const text = [type, code, errorClass, withoutParticulars(detail)].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Names of files, ids and numbers are particulars of one job. */
export const withoutParticulars = (detail: string) =>
  detail
    .replace(/[^\s'"`,;()]*\/[^\s'"`,;()]+/g, '<path>')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>')
    .replace(/\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b/gi, '<id>')
    .replace(/\d+([.,:]\d+)*/g, '<n>');
