import type { Artifact } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { anArtifact, aJob, ids } from './examples.js';
import { FakeGateway } from './fake-gateway.js';
import { goodKey, openApp } from './open-app.js';
import { aRecord, recordIds } from './record-examples.js';

export const soundFiles = { waveform: ids.child(53), spectrogram: ids.child(54), copy: ids.child(55) };

const ofMeasuring = (id: string, name: string, over: Partial<Artifact> = {}) =>
  anArtifact({ id, jobId: recordIds.measured, name, ...over });

/** A gateway that has this recording, and what its job has made of it. */
export function gatewayWithRecord(over: Partial<CorpusRecord> = {}) {
  const gateway = new FakeGateway(goodKey);
  gateway.records.records = [aRecord(over)];
  const measuring = { id: recordIds.measured, type: 'corpus.processAudio', status: 'succeeded', percent: 100 } as const;
  gateway.jobs.set(recordIds.measured, aJob({ ...measuring, step: 'write', output: { warnings: [] } }));
  gateway.artifacts = [
    ofMeasuring(soundFiles.waveform, 'waveform.png', { kind: 'picture', mediaType: 'image/png' }),
    ofMeasuring(soundFiles.spectrogram, 'spectrogram.png', { kind: 'picture', mediaType: 'image/png' }),
    ofMeasuring(soundFiles.copy, 'working.flac', { kind: 'sound', mediaType: 'audio/flac' }),
  ];
  return gateway;
}

/** The page of a recording. */
export function openRecord(over: Partial<CorpusRecord> = {}, gateway = gatewayWithRecord(over)) {
  return openApp({ gateway, at: `/recordings/${recordIds.record}` });
}
