import type { Consent, CorpusRecord, NewRecord, RecordChange } from '@polyspool/contracts/records';

export type ConsentChoice = '' | 'given' | 'refused';

/** What is written of a recording, as it stands in its form. */
export interface RecordForm {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly category: string;
  readonly place: string;
  readonly contributor: string;
  readonly licence: string;
  readonly consent: ConsentChoice;
  readonly consentOn: string;
  readonly consentReference: string;
}

export const emptyForm: RecordForm = {
  ...{ title: '', description: '', language: '', category: '', place: '', contributor: '', licence: '' },
  ...{ consent: '', consentOn: '', consentReference: '' },
};

const texts = ['description', 'language', 'category', 'place', 'contributor', 'licence'] as const;

export function formOf({ title, consent, ...record }: CorpusRecord): RecordForm {
  const written = texts.map((name) => [name, record[name] ?? '']);
  return {
    ...emptyForm,
    ...(Object.fromEntries(written) as Pick<RecordForm, (typeof texts)[number]>),
    title,
    consent: consent ? (consent.given ? 'given' : 'refused') : '',
    consentOn: consent?.on ?? '',
    consentReference: consent?.reference ?? '',
  };
}

/** Only what was written. */
export function newRecordOf(form: RecordForm, uploadId: string): NewRecord {
  const written = texts.map((name) => [name, form[name].trim()]).filter(([, text]) => text);
  const consent = consentOf(form);
  return {
    ...Object.fromEntries(written),
    title: form.title.trim(),
    uploadId,
    ...(consent && { consent }),
  } as NewRecord;
}

/** Only what is another than before; what was emptied is taken away. */
export function changeOf(form: RecordForm, before: CorpusRecord): RecordChange {
  const old = formOf(before);
  const changed = texts
    .filter((name) => form[name].trim() !== old[name])
    .map((name) => [name, form[name].trim() || null]);
  const consent = consentOf(form) ?? null;
  const isOtherConsent = JSON.stringify(consent) !== JSON.stringify(consentOf(old) ?? null);
  return {
    ...Object.fromEntries(changed),
    ...(form.title.trim() !== before.title && { title: form.title.trim() }),
    ...(isOtherConsent && { consent }),
  };
}

/** `Night at the harbour` of `night_at-the-harbour.wav`. */
export function titleOf(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function consentOf({ consent, consentOn, consentReference }: RecordForm): Consent | undefined {
  if (!consent) return undefined;
  const reference = consentReference.trim();
  return { given: consent === 'given', ...(consentOn && { on: consentOn }), ...(reference && { reference }) };
}
