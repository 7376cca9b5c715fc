import type { CorpusRecord, RecordingMeasures } from '@polyspool/contracts/records';
import type { CorpusShare, CorpusStatistics, Report } from '@polyspool/contracts/reports';
import { aJob, anArtifact, anUpload, ids } from './examples.js';

export const recordIds = { record: ids.child(50), measured: ids.child(51) };

const { createdAt } = aJob();

/** Of a recording that is as it should be. */
export const someMeasures = (over: Partial<RecordingMeasures> = {}): RecordingMeasures => ({
  ...{ durationSeconds: 120, speechSeconds: 90, sampleRateHz: 48_000, channels: 1, flags: [] },
  ...{ integratedLufs: -22.4, loudnessRangeLu: 6.1, truePeakDbtp: -4.2, clippedShare: 0, signalToNoiseDb: 31 },
  ...over,
});

/** One that has been processed. */
export const aRecord = (over: Partial<CorpusRecord> = {}): CorpusRecord => ({
  id: recordIds.record,
  title: 'నది ఒడ్డున ఉదయం',
  uploadId: ids.upload,
  language: 'te',
  state: 'processed',
  lastJobId: recordIds.measured,
  measuredBy: recordIds.measured,
  measures: someMeasures(),
  upload: anUpload({ kind: 'audio', name: 'river.wav' }),
  createdAt,
  updatedAt: createdAt,
  ...over,
});

export const aShare = (name: string, hours: number, speechHours = hours / 2): CorpusShare => ({
  ...{ name, hours, speechHours },
  records: Math.ceil(hours),
});

export const someStatistics = (over: Partial<CorpusStatistics> = {}): CorpusStatistics => ({
  ...{ records: 12, processed: 10, hours: 12, speechHours: 6 },
  byLanguage: [aShare('te', 9), aShare('', 3, 0)],
  byContributor: [aShare('సీతమ్మ', 12)],
  byCategory: [aShare('song', 12)],
  byQuality: [aShare('good', 8), aShare('noisy', 4)],
  growth: [aShare('2025-11', 8), aShare('2026-02', 4)],
  ...over,
});

export const reportFile = anArtifact({ id: ids.child(95), jobId: ids.child(73), name: 'report.json', kind: 'report' });

export const aReportOfCorpus = (over: Partial<Report> = {}): Report => ({
  ...{ id: ids.child(73), type: 'corpusStatistics', status: 'succeeded', percent: 100, options: {}, createdAt },
  files: [reportFile, { ...reportFile, id: ids.child(96), name: 'report.csv' }],
  ...over,
});
