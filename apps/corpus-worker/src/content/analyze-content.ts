import { Injectable } from '@nestjs/common';
import type { corpusJobs } from '@polyspool/contracts/corpus';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { hearRecording } from '../recording/hear-recording.js';
import { openRecording } from '../recording/open-recording.js';
import { RecordingParts } from '../recording/recording-parts.js';
import { transcribed } from '../recording/transcribed.js';
import { transcribeSpeech } from '../recording/transcribe-speech.js';
import { Turn } from '../recording/turn.js';
import { wordsOf } from '../recording/words-of.js';
import { keywordsOf } from './keywords-of.js';
import { languagesOf } from './languages-of.js';
import { pausesBetween } from './pauses-between.js';

type Job = RunningJob<typeof corpusJobs.analyzeContent>;

/** What is said in a recording, and how. */
@Injectable()
export class AnalyzeContent implements JobHandler<typeof corpusJobs.analyzeContent> {
  constructor(private readonly parts: RecordingParts) {}

  run(job: Job) {
    return withTemporaryFolder('corpus', (folder) => this.analyse(job, folder));
  }

  private async analyse(job: Job, folder: string) {
    const { parts } = this;
    const turn = new Turn(job);
    job.report('probe', 0, 'Reading the recording');
    const opened = await openRecording(job, parts.storage, folder);
    const listen = (fraction: number, message?: string) => job.report('listen', fraction, message);
    const heard = await hearRecording(job, parts, opened, { turn, tell: listen });
    const { speech } = heard;
    const tell = (fraction: number, message?: string) => job.report('transcribe', fraction, message);
    const { transcript, warnings } = await transcribeSpeech(job, parts, { ...opened, ...heard }, { turn, tell });

    job.report('analyse', 0, 'Counting words');
    const speechSeconds = speech.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
    const said = transcript && transcribed(transcript);
    const words = said ? wordsOf(said.text, said.language) : [];
    const { recordId } = job.input;
    return {
      ...(recordId && { recordId }),
      durationSeconds: opened.probe.durationSeconds,
      speechSeconds,
      pauses: pausesBetween(speech),
      languages: transcript ? await languagesOf(job, parts.languageIdentifier, transcript.segments) : [],
      ...(said && {
        transcript: said,
        wordsPerMinute: Math.round(words.length / (speechSeconds / 60)),
        distinctWords: new Set(words).size,
      }),
      keywords: said ? await keywordsOf(words, said.language) : [],
      warnings: [...heard.warnings, ...warnings],
    };
  }
}
