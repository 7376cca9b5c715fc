import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { videoJobs } from '@polyspool/contracts/video';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { clipFormatFor } from '@polyspool/media/clip-format';
import { copySeekable, seeksExactly } from '@polyspool/media/copy-seekable';
import type { MediaInput } from '@polyspool/media/media-input';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { join } from 'node:path';
import { inParallel } from '../decks/in-parallel.js';
import { LocalUpload } from '@polyspool/media/local-upload';
import { RecordingParts } from '../process/recording-parts.js';
import { transcribeRecording, type TranscribedRecording } from '../process/transcribe-recording.js';
import { TextRuler } from '../slides/text-ruler.js';
import { chooseExpressions, type Expression } from './choose-expressions.js';
import { ClipMaker } from './clip-maker.js';
import { clipRange } from './clip-range.js';
import { clipSubtitles } from './clip-subtitles.js';
import { expressionSlide } from './expression-slide.js';
import { publishReel } from './publish-reel.js';
import { saidSentences } from './said-sentences.js';
import type { Scene } from './scene.js';

type ContentJob = RunningJob<typeof videoJobs.processContent>;

/** Encoders use several processors each. */
const clipsAtOnce = 2;

/** The expressions of a recording that are worth learning: each as a slide and a clip, all as one film with chapters. */
@Injectable()
export class ProcessContent implements JobHandler<typeof videoJobs.processContent> {
  private readonly ruler = new TextRuler();

  constructor(private readonly parts: RecordingParts) {}

  async run(job: ContentJob) {
    const recording = await transcribeRecording(job, this.parts);
    job.report('choose', 0, 'Choosing expressions');
    const expressions = choose(job, recording);
    const { language } = recording.transcript;
    if (expressions.length === 0) {
      const warnings = [...recording.warnings, nothingChosen(job, recording)];
      return { expressions: [], durationSeconds: 0, language, warnings };
    }
    return withTemporaryFolder('content', async (folder) => {
      const scenes = await this.scenes(job, recording, { expressions, folder });
      job.report('reel', 0, 'Joining the clips');
      const reel = await publishReel(job, this.parts.storage, { scenes, transcript: recording.transcript, folder });
      return { ...reel, language, warnings: [...recording.warnings] };
    });
  }

  private scenes(
    job: ContentJob,
    { transcript, probe, range: bounds }: TranscribedRecording,
    { expressions, folder }: { expressions: readonly Expression[]; folder: string },
  ): Promise<Scene[]> {
    const format = clipFormatFor(probe.video);
    const upload = new LocalUpload(this.parts.storage, job.input.uploadId, folder);
    const { audioTrack: track, contextSeconds } = job.input;
    const source = {
      media: seekable(job, upload, folder),
      track,
      hasPicture: probe.video !== undefined,
      format,
    };
    const maker = new ClipMaker(job, this.ruler, source);
    const said = saidSentences(transcript.segments);
    let done = 0;
    const report = (lemma: string) =>
      job.report('clips', done / expressions.length, `Clip ${done} of ${expressions.length}: ${lemma}`);
    job.report('clips', 0, `Cutting ${expressions.length} ${expressions.length === 1 ? 'clip' : 'clips'}`);
    return inParallel(expressions, clipsAtOnce, async (expression) => {
      job.signal.throwIfAborted();
      const range = clipRange({ sentence: expression.sentence, said, contextSeconds, bounds });
      const slide = await maker.slide(expressionSlide(expression, transcript));
      const clip = await maker.clip({
        range,
        subtitles: clipSubtitles(transcript, expression, { range, picture: format }),
      });
      done += 1;
      report(expression.entry.lemma);
      return { expression, range, slide, clip };
    });
  }
}

/** The recording as clips can be cut from it: copied once where each of them would be looked for from its beginning. */
function seekable({ signal, log }: ContentJob, upload: LocalUpload, folder: string) {
  const copy = async () => {
    const input = await upload.media();
    if (seeksExactly(input)) return input;
    try {
      return await copySeekable({ input, output: join(folder, 'seekable.mkv'), signal });
    } catch (error) {
      signal.throwIfAborted();
      log(`Clips are looked for from the beginning of the recording each time: ${AppError.from(error).message}`);
      return input;
    }
  };
  let copied: Promise<MediaInput> | undefined;
  return () => (copied ??= copy());
}

function choose({ input, log }: ContentJob, { transcript, vocabulary }: TranscribedRecording) {
  if (!vocabulary) return [];
  const { levels, maxExpressions } = input;
  const chosen = chooseExpressions({ segments: transcript.segments, vocabulary, levels, maxExpressions });
  log(
    `${chosen.length} of ${vocabulary.entries.length} words and expressions: ${chosen.map(({ entry }) => entry.lemma).join(', ')}`,
  );
  return chosen;
}

function nothingChosen({ input }: ContentJob, { transcript, vocabulary }: TranscribedRecording): Warning {
  const why = vocabulary
    ? `None of ${vocabulary.entries.length} words and expressions is of level ${input.levels.join(', ')} and is said clearly in a whole sentence`
    : `Nobody looked for words in ${transcript.language}`;
  return { code: 'content.noExpressions', detail: why };
}
