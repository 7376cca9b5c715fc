import { slotsOf } from './fresh-systems.ts';
import type { FreshSystems } from './fresh-systems.ts';
import { longestGap } from './longest-gap.ts';
import { makeRecording } from './make-recording.ts';
import { clientOf, everything, firstSubtitlesSeconds, runVideo, secondsOf } from './run-video.ts';

export interface Crowd {
  readonly videos: number;
  readonly mediaSeconds: number;
  /** From the first submission to the last end. */
  readonly seconds: number;
  /** From its submission to its end, of each. */
  readonly videoSeconds: readonly number[];
  readonly firstSubtitlesSeconds: readonly number[];
  /** In which nothing at all was heard of any of them. */
  readonly longestSilenceSeconds: number;
  /** In which nothing was heard of one of them, nor of its chunks: it stood behind the others. */
  readonly longestWaitSeconds: number;
}

const videos = 8;
const slots = 4;

/** Eight people send a recording each at the same moment, none like the other. */
export async function measureCrowd(systems: FreshSystems, mediaSeconds: number): Promise<Crowd> {
  const paths: string[] = [];
  for (let seed = 101; seed <= 100 + videos; seed += 1) paths.push((await makeRecording(mediaSeconds, seed)).path);
  return systems.with(slotsOf(slots), async ({ run }) => {
    const client = clientOf(run);
    const ids: string[] = [];
    for (const path of paths) ids.push((await client.upload(path)).id);
    console.log(`  ${videos} recordings of ${mediaSeconds} s at once ...`);
    const jobs = await Promise.all(ids.map((id) => runVideo(run, id, everything)));
    const heard = jobs.map(({ root, children }) =>
      [root, ...children].flatMap(({ events }) => events.map(({ at }) => at)),
    );
    const start = Math.min(...jobs.map(({ submittedAt }) => submittedAt));
    const end = Math.max(...jobs.map(({ root }) => root.finishedAt));
    const waits = jobs.map(({ submittedAt, root }, index) => longestGap(heard[index]!, submittedAt, root.finishedAt));
    return {
      videos,
      mediaSeconds,
      seconds: (end - start) / 1_000,
      videoSeconds: jobs.map(secondsOf),
      firstSubtitlesSeconds: jobs.map(firstSubtitlesSeconds),
      longestSilenceSeconds: longestGap(heard.flat(), start, end) / 1_000,
      longestWaitSeconds: Math.max(...waits) / 1_000,
    };
  });
}
