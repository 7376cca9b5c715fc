import { isTerminal, type Artifact, type Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useCallback, useRef, useState } from 'react';
import { useUpload } from '../live/use-upload.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { CaptionLines } from './caption-lines.js';
import { draftEngines } from './draft-engines.js';
import { MediaElement } from './media-element.js';
import { segmentAt } from './segment-at.js';
import { TranscriptPanel } from './transcript-panel.js';
import { useTracks } from './use-tracks.js';

interface PlayerProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript;
}

/** The upload with its subtitles: as tracks, under the picture, and as a text that leads to its place. */
export function Player({ job, artifacts, transcript }: PlayerProps) {
  const { data: upload } = useUpload(job);
  const tracks = useTracks(job, artifacts);
  const media = useRef<HTMLMediaElement>(null);
  const [seconds, setSeconds] = useState(0);
  const current = segmentAt(transcript.segments, seconds);
  const engines = draftEngines(transcript);

  const mediaRef = useCallback((element: HTMLMediaElement | null) => void (media.current = element), []);
  const seek = useCallback((to: number) => {
    if (media.current) media.current.currentTime = to;
    setSeconds(to);
  }, []);

  return (
    <section className="card player" aria-labelledby="player-heading">
      <div className="section-head">
        <h2 id="player-heading">Watch and read</h2>
        {engines.length > 0 && <DraftBadge engines={engines} />}
      </div>
      <div className="player-grid">
        <div className="stage">
          {upload && <MediaElement upload={upload} tracks={tracks} mediaRef={mediaRef} onTime={setSeconds} />}
          <CaptionLines transcript={transcript} segment={transcript.segments[current]} isUntouched={seconds === 0} />
        </div>
        <TranscriptPanel transcript={transcript} current={current} isGrowing={!isTerminal(job.status)} onSeek={seek} />
      </div>
    </section>
  );
}
