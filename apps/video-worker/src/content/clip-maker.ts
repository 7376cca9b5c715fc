import type { FileKey } from '@polyspool/contracts/files';
import type { SlideContent } from '@polyspool/contracts/slides';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { ClipFormat } from '@polyspool/media/clip-format';
import { cutClip } from '@polyspool/media/cut-clip';
import { joinClips } from '@polyspool/media/join-clips';
import type { MediaInput } from '@polyspool/media/media-input';
import { stillVideo } from '@polyspool/media/still-video';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeSlide } from '../slides/compose-slide.js';
import { renderPng } from '../slides/render-png.js';
import type { TextRuler } from '../slides/text-ruler.js';
import { slideSeconds } from './expression-slide.js';

/** A part of the reel, and the same as a file for people. */
export interface KeptPart {
  readonly part: FileKey;
  readonly file: FileKey;
  readonly seconds: number;
}

export interface ClipOrder {
  readonly range: TimeRange;
  readonly subtitles: string;
}

/** What everything that is made here depends on, beside what is ordered. */
export interface ClipSource {
  readonly media: () => Promise<MediaInput>;
  readonly track: number;
  readonly hasPicture: boolean;
  readonly format: ClipFormat;
}

/** Part of the key under which clips and slides are kept: to be raised with every change of their looks. */
const looks = 1;

/** Makes the parts of a reel. Each is a step, so that another reel of the same recording takes those that it has. */
export class ClipMaker {
  constructor(
    private readonly job: Pick<RunningJob, 'step' | 'signal'>,
    private readonly ruler: TextRuler,
    private readonly source: ClipSource,
  ) {}

  slide(content: SlideContent): Promise<KeptPart> {
    const { format } = this.source;
    const seconds = slideSeconds(content);
    const template = format.width >= format.height ? 'dark' : 'story';
    return this.job.step('slide', [looks, content, template, seconds, format], (files) =>
      withTemporaryFolder('slide', async (folder) => {
        const layout = await composeSlide(this.ruler, { content, template, size: format });
        const [picturePath, output] = [join(folder, 'slide.png'), join(folder, 'slide.mov')];
        await writeFile(picturePath, await renderPng(layout));
        const { signal } = this.job;
        const played = await stillVideo({ picturePath, seconds, format, as: 'part', output, signal });
        const part = await files.keep('part.mov', createReadStream(output));
        return { part, file: await files.keep('slide.png', createReadStream(picturePath)), seconds: played };
      }),
    );
  }

  clip({ range, subtitles }: ClipOrder): Promise<KeptPart> {
    const { track, hasPicture, format, media } = this.source;
    return this.job.step('clip', [looks, track, range, format, subtitles], (files) =>
      withTemporaryFolder('clip', async (folder) => {
        const [assPath, output, film] = [join(folder, 'clip.ass'), join(folder, 'clip.mov'), join(folder, 'clip.mp4')];
        await writeFile(assPath, subtitles);
        const { signal } = this.job;
        const seconds = await cutClip({
          input: await media(),
          track,
          hasPicture,
          ...range,
          format,
          assPath,
          output,
          signal,
        });
        await joinClips({ parts: [{ path: output, seconds }], output: film, signal });
        const part = await files.keep('part.mov', createReadStream(output));
        return { part, file: await files.keep('clip.mp4', createReadStream(film)), seconds };
      }),
    );
  }
}
