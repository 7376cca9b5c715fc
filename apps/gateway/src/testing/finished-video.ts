import { FileKey } from '@polyspool/contracts/files';
import type { Job } from '@polyspool/contracts/job-status';
import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { UploadRecords } from '@polyspool/database/upload-records';
import { v7 } from 'uuid';
import { jsonOf, keys, type TestGateway } from './open-gateway.js';

/** Sends JSON and reads JSON. */
export function jsonClient(gateway: TestGateway) {
  return async <Shape>(method: string, path: string, body?: object, key: string = keys.anna) => {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await gateway.ask(method, path, key, init);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : undefined) as Shape };
  };
}

/** An upload of Anna's, half a minute long. */
export async function addUpload(gateway: TestGateway, name = 'episode.mp4') {
  const id = v7();
  const audioTracks = [{ codec: 'aac', channels: 1, sampleRateHz: 16_000 }];
  const probe = { demuxer: 'mov', durationSeconds: 30, audioTracks };
  const file = { name, mediaType: 'video/mp4', bytes: 1, sha256: id, probe };
  await gateway.app.get(UploadRecords).add({ id, userId: gateway.anna.id, kind: 'video', ...file });
  return id;
}

export async function process(gateway: TestGateway, options: object = {}): Promise<Job> {
  const body = JSON.stringify(options);
  const path = `/v1/videos/${await addUpload(gateway)}/process`;
  const answer = await gateway.ask('POST', path, keys.anna, { body, headers: { 'content-type': 'application/json' } });
  return jsonOf<Job>(answer);
}

/** As job-status would. */
export const end = (gateway: TestGateway, id: string, status = 'succeeded') =>
  gateway.database.execute('UPDATE jobs SET status = $2, finished_at = now() WHERE id = $1', [id, status]);

/** A file of a job, published as its worker would have; published again, it takes the place of the one before. */
export async function publish(gateway: TestGateway, jobId: string, name: string, content: object) {
  const key = FileKey.parse(`jobs/${jobId}/${v7()}/${name}`);
  const { bytes, sha256 } = await gateway.storage.write(key, JSON.stringify(content));
  await gateway.database.execute(
    `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
     VALUES ($1, $2, $3, 'report', 'application/json', $4, $5, $6)
     ON CONFLICT (job_id, name) DO UPDATE SET bytes = excluded.bytes, storage_key = excluded.storage_key`,
    [v7(), jobId, name, bytes, sha256, key],
  );
}

export const wordEntry = (lemma: string, count: number, more: Partial<VocabularyEntry> = {}): VocabularyEntry => ({
  lemma,
  kind: 'word',
  partOfSpeech: 'NOUN',
  forms: [lemma],
  count,
  example: { text: `The ${lemma}.`, startSeconds: 1, endSeconds: 2 },
  ...more,
});

export const vocabularyOf = (...entries: VocabularyEntry[]): Vocabulary => ({
  language: 'en',
  analyser: 'scripted',
  entries,
});

export const lineAt = (startSeconds: number, text: string): Segment => ({
  startSeconds,
  endSeconds: startSeconds + 1,
  text,
  words: [],
});

export const transcriptOf = (...segments: Segment[]): Transcript => ({
  language: 'en',
  targetLanguage: 'es',
  transcriber: { engine: 'scripted', quality: 'draft' },
  segments,
});
