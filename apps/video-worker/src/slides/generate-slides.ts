import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { slidesJobs } from '@polyspool/contracts/slides';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { grabPicture } from '@polyspool/media/grab-picture';
import { probeMedia } from '@polyspool/media/probe-media';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Storage } from '@polyspool/storage/storage';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalUpload } from '@polyspool/media/local-upload';
import { composeSlide, type SlideLayout, type SlidePicture } from './compose-slide.js';
import { slideFormats } from './slide-files.js';
import { TextRuler } from './text-ruler.js';

type SlideJob = RunningJob<typeof slidesJobs.generate>;

/** Letters that the last row still reads. */
const readablePx = 22;

/** One expression as a slide to learn from, in each of the formats that were asked for. */
@Injectable()
export class GenerateSlides implements JobHandler<typeof slidesJobs.generate> {
  private readonly ruler = new TextRuler();

  constructor(private readonly storage: Storage) {}

  async run(job: SlideJob) {
    return withTemporaryFolder('slide', async (folder) => {
      const picture = await this.picture(job, folder);
      job.report('compose', 0, 'Laying out the slide');
      const { template, ...content } = job.input;
      const layout = await composeSlide(this.ruler, { content, template, ...(picture && { picture }) });
      const formats = [...new Set(job.input.formats)];
      for (const [index, format] of formats.entries()) {
        job.signal.throwIfAborted();
        job.report('write', index / formats.length, `Writing the slide as ${format.toUpperCase()}`);
        const { mediaType, write } = slideFormats[format];
        const content = await write({ layout, folder, seconds: job.input.seconds, signal: job.signal });
        const file = { name: `slide.${format}`, kind: 'media', mediaType, ...languageOf(job) } as const;
        await job.artifact(file, content);
      }
      return { ...layout.size, formats, warnings: warningsOf(layout) };
    });
  }

  private async picture(job: SlideJob, folder: string): Promise<SlidePicture | undefined> {
    const { uploadId, pictureSeconds } = job.input;
    if (uploadId === undefined) return undefined;
    job.report('picture', 0, 'Taking a picture from the video');
    const upload = new LocalUpload(this.storage, uploadId, folder);
    const bytes = await job.step('picture', [uploadId, pictureSeconds, 'jpeg 1280'], async () => {
      const input = await upload.media();
      const { video, durationSeconds } = await probeMedia({ ...input, signal: job.signal });
      if (!video) throw new AppError('input.invalid', 'The upload has no moving pictures to take one from');
      const lastSeconds = Math.max(0, durationSeconds - 2 / Math.max(1, video.framesPerSecond));
      const output = join(folder, 'picture.jpg');
      const atSeconds = Math.min(pictureSeconds, lastSeconds);
      await grabPicture({ input, atSeconds, output, signal: job.signal });
      return (await readFile(output)).toString('base64');
    });
    return { bytes: Buffer.from(bytes, 'base64'), mediaType: 'image/jpeg' };
  }
}

const languageOf = ({ input: { language } }: SlideJob) => (language === undefined ? {} : { language });

function warningsOf({ smallestPx }: SlideLayout): Warning[] {
  if (smallestPx >= readablePx) return [];
  const size = Math.round(smallestPx);
  return [
    {
      code: 'slide.smallText',
      detail: `So much text that letters are only ${size} px high; at least ${readablePx} can be read well`,
    },
  ];
}
