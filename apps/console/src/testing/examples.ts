import type { DocumentUpload, RecordingUpload } from '@polyspool/contracts/files';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';

export const ids = {
  job: '00000000-0000-4000-8000-000000000001',
  upload: '00000000-0000-4000-8000-000000000002',
  transcript: '00000000-0000-4000-8000-000000000003',
  child: (index: number) => `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
};

const createdAt = '2026-01-02T03:04:05.000Z';

export const aJob = (over: Partial<Job> = {}): Job => ({
  id: ids.job,
  type: 'video.process',
  status: 'running',
  percent: 10,
  step: 'chunks',
  input: { uploadId: ids.upload, language: 'en', targetLanguage: 'es' },
  attempts: 1,
  run: 1,
  priority: 'normal',
  seq: 3,
  createdAt,
  ...over,
});

export const aPart = (index: number, over: Partial<Job> = {}): Job =>
  aJob({
    id: ids.child(index),
    type: 'video.processChunk',
    parentId: ids.job,
    step: 'transcribe',
    input: { startSeconds: index * 60, endSeconds: index * 60 + 60 },
    seq: 1,
    ...over,
  });

export const anUpload = (over: Partial<RecordingUpload> = {}): RecordingUpload => ({
  id: ids.upload,
  kind: 'video',
  name: 'rivers.mp4',
  mediaType: 'video/mp4',
  bytes: 1_400_000,
  sha256: 'ab',
  probe: { demuxer: 'mov', durationSeconds: 120, audioTracks: [] },
  state: 'none',
  createdAt,
  ...over,
});

export const aDocument = (over: Partial<DocumentUpload> = {}): DocumentUpload => ({
  ...anUpload(),
  kind: 'document',
  name: 'paper.pdf',
  mediaType: 'application/pdf',
  probe: {
    pages: 3,
    isEncrypted: false,
    needsPassword: false,
    isTagged: false,
    fields: 0,
    attachments: 0,
    hasScripts: false,
    isSigned: false,
  },
  ...over,
});

export const anArtifact = (over: Partial<Artifact> = {}): Artifact => ({
  id: ids.transcript,
  jobId: ids.job,
  name: 'transcript.json',
  kind: 'transcript',
  mediaType: 'application/json',
  bytes: 2048,
  sha256: 'cd',
  createdAt,
  ...over,
});

export const aTranscript = (...texts: [text: string, translation: string][]): Transcript => ({
  language: 'en',
  targetLanguage: 'es',
  transcriber: { engine: 'pocketsphinx', quality: 'draft' },
  translator: { engine: 'apertium', quality: 'draft' },
  segments: texts.map(([text, translation], index) => ({
    startSeconds: index * 4,
    endSeconds: index * 4 + 3,
    text,
    translation,
    words: [],
  })),
});

export const aProblem = (status: number, code: string, title: string, detail: string) => ({
  type: 'about:blank',
  title,
  status,
  detail,
  code,
});
