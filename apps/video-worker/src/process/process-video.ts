import { Injectable } from '@nestjs/common';
import type { videoJobs } from '@polyspool/contracts/video';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { makeFilm } from '../film/make-film.js';
import { publishQuality } from '../subtitles/publish-quality.js';
import { publishTranscript } from '../subtitles/publish-transcript.js';
import { countWords } from './count-words.js';
import { publishVocabulary } from './publish-vocabulary.js';
import { RecordingParts } from './recording-parts.js';
import { type TranscribedRecording, transcribeRecording } from './transcribe-recording.js';

type VideoJob = RunningJob<typeof videoJobs.process>;

/** A whole recording: transcribed in chunks, joined, written as subtitles, measured, and made a film of where asked for. */
@Injectable()
export class ProcessVideo implements JobHandler<typeof videoJobs.process> {
  constructor(private readonly parts: RecordingParts) {}

  async run(job: VideoJob) {
    const recording = await transcribeRecording(job, this.parts);
    const { transcript, vocabulary, probe, range, chunks } = recording;
    job.report('write', 0, 'Writing transcript and subtitles');
    await publishTranscript(job, transcript, { picture: probe.video });
    if (vocabulary) await publishVocabulary(job, transcript.language, JSON.stringify(vocabulary));
    const quality = await measured(job, recording);
    const filmed = await makeFilm(job, { storage: this.parts.storage, transcript, probe, range });
    return {
      durationSeconds: range.endSeconds - range.startSeconds,
      chunks: chunks.length,
      segments: transcript.segments.length,
      words: countWords(transcript.segments),
      vocabularyCount: vocabulary?.entries.length ?? 0,
      quality,
      language: transcript.language,
      targetLanguage: transcript.targetLanguage,
      warnings: [...recording.warnings, ...filmed],
    };
  }
}

async function measured(job: VideoJob, { transcript, speech, probe }: TranscribedRecording) {
  if (job.input.skip.includes('quality')) return undefined;
  return publishQuality(job, transcript, { speech, framesPerSecond: probe.video?.framesPerSecond });
}
