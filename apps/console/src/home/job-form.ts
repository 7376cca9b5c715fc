import type { RecordingUpload, Upload } from '@polyspool/contracts/files';
import type { DocumentWishes, ProcessOptions } from '../api/api-client.js';
import { documentFaultsOf, documentInputOf, plainDocumentOptions, type DocumentOptions } from './document-options.js';
import { faultsOf, inputOf, plainOptions, type JobOptions } from './job-options.js';
import type { LanguageChoice } from './language-fields.js';

/** What kind of file a job is over; each kind has options of its own. */
export type Material = 'recording' | 'document';

export const materialOf = ({ kind }: Upload): Material => (kind === 'document' ? 'document' : 'recording');

/** A new job as it stands in its form. */
export interface JobForm {
  readonly material: Material;
  readonly languages: LanguageChoice;
  readonly options: JobOptions;
  readonly documentOptions: DocumentOptions;
  readonly isOpen: boolean;
}

export const plainForm: JobForm = {
  material: 'recording',
  languages: { language: '', targetLanguage: 'es' },
  options: plainOptions,
  documentOptions: plainDocumentOptions,
  isOpen: false,
};

/** What is wrong with the form, by field of each kind; as much as is known before the file is there, and then all. */
export function faultsOfForm({ material, languages, options, documentOptions }: JobForm, upload?: Upload) {
  const recording = faultsOf(options, upload && isRecording(upload) ? upload.probe.durationSeconds : undefined);
  const document = documentFaultsOf(documentOptions, upload?.kind === 'document' ? upload.probe : undefined);
  const isDocument = (upload ? materialOf(upload) : material) === 'document';
  const all = [
    ...(isDocument && !languages.targetLanguage ? ['Choose the language to translate into.'] : []),
    ...Object.values(isDocument ? document : recording),
  ];
  return { recording, document, all };
}

/** Whether a file that is there may be worked on without asking further. */
export function isClear(form: JobForm, upload: Upload): boolean {
  const leavesQuestion = isRecording(upload)
    ? upload.probe.audioTracks.length > 1
    : upload.kind === 'document' && upload.probe.needsPassword;
  // Who has the options open is still busy with them.
  return !form.isOpen && !leavesQuestion && faultsOfForm(form, upload).all.length === 0;
}

export function recordingWishes({ languages: { language, targetLanguage }, options }: JobForm): ProcessOptions {
  const { formality, glossary, ...rest } = inputOf(options);
  return {
    ...(language && { language }),
    ...(targetLanguage && { targetLanguage, ...(formality && { formality }), ...(glossary && { glossary }) }),
    ...rest,
  };
}

export function documentWishes({ languages, documentOptions }: JobForm): DocumentWishes {
  const { language, targetLanguage } = languages;
  return { ...(language && { language }), targetLanguage, ...documentInputOf(documentOptions) };
}

const isRecording = (upload: Upload): upload is RecordingUpload => upload.kind === 'video' || upload.kind === 'audio';
