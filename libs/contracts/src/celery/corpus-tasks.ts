import { z } from 'zod';
import { corpusJobs, storageJobs } from '../corpus.js';
import { reportJobs } from '../reports.js';
import { celeryTask, resultOf } from './celery-task.js';
import { TaskPath } from './task-fields.js';

const oneRecord = { record_id: z.uuid() };
const manyRecords = z.strictObject({ record_ids: corpusJobs.batchProcess.input.shape.recordIds });

/** `app.tasks` of a corpus of speech: recordings, and what is said in them. */
export const corpusTasks = {
  process_audio_file: celeryTask(
    corpusJobs.processAudio,
    // The recording is that of the record, wherever it was thought to lie.
    z.strictObject({ ...oneRecord, file_path: z.string().optional() }),
    ({ record_id: recordId }) => ({ input: { recordId } }),
  ),
  upload_to_storage: celeryTask(
    storageJobs.upload,
    // Names and places in the archive follow from what is sent there.
    z.strictObject({ file_path: TaskPath, object_name: z.string().optional(), bucket_name: z.string().nullish() }),
    ({ file_path: uploadId }) => ({ input: { uploadId } }),
  ),
  batch_process_files: celeryTask(corpusJobs.batchProcess, manyRecords, ({ record_ids: recordIds }) => ({
    input: { recordIds },
  })),
  analyze_audio_content: celeryTask(
    corpusJobs.analyzeContent,
    z.strictObject(oneRecord),
    ({ record_id: recordId }) => ({ input: { recordId } }),
  ),
  generate_corpus_statistics: celeryTask(
    reportJobs.corpusStatistics,
    // Those of the caller, or of a project: nobody is told of the records of others.
    z.strictObject({ user_id: z.null().optional(), project_id: z.uuid().optional() }),
    ({ project_id: projectId }) => ({ input: { projectId } }),
  ),
  batch_language_detection: celeryTask(corpusJobs.batchProcess, manyRecords, ({ record_ids: recordIds }) => ({
    input: { recordIds, action: 'analyzeContent' },
  })),
};

export const corpusResults = [
  resultOf(corpusJobs.processAudio, ({ output: { recordId, measures, transcript, warnings }, files }) => ({
    status: 'success',
    record_id: recordId ?? null,
    metadata: {
      duration: measures.durationSeconds,
      speech_duration: measures.speechSeconds,
      sample_rate: measures.sampleRateHz,
      channels: measures.channels,
      loudness_lufs: measures.integratedLufs ?? null,
      quality: measures.flags.length > 0 ? measures.flags : ['good'],
    },
    transcription: transcript?.text ?? null,
    language: transcript?.language ?? null,
    waveform_generated: files.some(({ kind }) => kind === 'picture'),
    warnings,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
  resultOf(corpusJobs.analyzeContent, ({ output }) => ({
    status: 'success',
    record_id: output.recordId ?? null,
    transcription: output.transcript?.text ?? null,
    languages: output.languages,
    duration: output.durationSeconds,
    speech_duration: output.speechSeconds,
    words_per_minute: output.wordsPerMinute ?? null,
    keywords: output.keywords,
  })),
  resultOf(corpusJobs.batchProcess, ({ output: { items = [], succeeded, failed }, files }) => ({
    processed: items.filter(({ ok }) => ok).map(({ recordId }) => ({ record_id: recordId })),
    failed: items
      .filter(({ ok }) => !ok)
      .map(({ recordId, error }) => ({ record_id: recordId, error: error?.detail ?? null })),
    total: succeeded + failed,
    // Of a long batch both lists are in the file.
    files: files.map(({ name, url }) => ({ name, url })),
  })),
];
