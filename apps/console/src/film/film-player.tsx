import type { FilmOptions } from '@polyspool/contracts/film';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { useCallback, useRef, useState, type RefObject } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useMediaLink } from '../player/use-media-link.js';
import { useTracks } from '../player/use-tracks.js';
import { useSession } from '../session/session.js';
import { ArtifactImage } from '../ui/artifact-image.js';
import { DownloadButton } from '../ui/download-button.js';
import { clockTime } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';
import type { FilmChapter } from './film-chapters.js';
import { fileOf, sceneName } from './film-job.js';

interface FilmPlayerProps {
  readonly job: Job;
  readonly file: Artifact;
  readonly artifacts: readonly Artifact[];
  readonly options: FilmOptions;
  readonly chapters: readonly FilmChapter[];
}

/** The film with its subtitles, and its scenes as chapters beside it. */
export function FilmPlayer({ job, file, artifacts, options, chapters }: FilmPlayerProps) {
  const media = useRef<HTMLVideoElement>(null);
  const [current, setCurrent] = useState<FilmChapter>();
  const follow = (seconds: number) =>
    setCurrent(chapters.findLast(({ startSeconds }) => startSeconds <= seconds + slackSeconds));
  const seek = useCallback((seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    // A browser may refuse to play before anybody has clicked; its own button is there then.
    void media.current.play()?.catch(() => undefined);
  }, []);
  return (
    <section className="card player film-player" id="player" aria-labelledby="film-heading">
      <div className="section-head">
        <h2 id="film-heading">Watch the film</h2>
        <DownloadButton artifact={file} isPrimary />
      </div>
      <div className={`player-grid shape-${options.aspectRatio.replace(':', '-')}`}>
        <div className="stage">
          <Film
            job={job}
            file={file}
            artifacts={artifacts}
            subtitles={options.subtitles}
            mediaRef={media}
            onTime={follow}
          />
        </div>
        <ol className="chapters" aria-label="Chapters">
          {chapters.map((chapter) => (
            <ChapterRow
              key={chapter.scene.id}
              chapter={chapter}
              isCurrent={chapter.scene.id === current?.scene.id}
              artifacts={artifacts}
              onSeek={seek}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Media do not stop exactly where they are sent. */
const slackSeconds = 0.05;

interface FilmProps extends Pick<FilmPlayerProps, 'job' | 'file' | 'artifacts'> {
  readonly subtitles: FilmOptions['subtitles'];
  readonly mediaRef: RefObject<HTMLVideoElement | null>;
  readonly onTime: (seconds: number) => void;
}

function Film({ job, file, artifacts, subtitles, mediaRef, onTime }: FilmProps) {
  const { api } = useSession();
  const link = useMediaLink({ queryKey: ['artifact-link', file.id], queryFn: () => api.artifactLink(file.id) });
  const tracks = useTracks(job, artifacts);
  const poster = useArtifactLink(fileOf(artifacts, job.id, 'poster.png') ?? file);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  return (
    <video
      ref={mediaRef}
      src={link.url}
      poster={fileOf(artifacts, job.id, 'poster.png') && poster.data?.url}
      controls
      playsInline
      preload="metadata"
      aria-label={file.name}
      {...link.handlers}
      onTimeUpdate={({ currentTarget }) => onTime(currentTarget.currentTime)}
    >
      {tracks.map(({ id, url, language, label }) => (
        // What is in the picture already is not to be read twice.
        <track key={id} kind="subtitles" src={url} srcLang={language} label={label} default={subtitles === 'soft'} />
      ))}
    </video>
  );
}

interface ChapterRowProps {
  readonly chapter: FilmChapter;
  /** It is on the screen now. */
  readonly isCurrent: boolean;
  readonly artifacts: readonly Artifact[];
  readonly onSeek: (seconds: number) => void;
}

function ChapterRow({ chapter, isCurrent, artifacts, onSeek }: ChapterRowProps) {
  const { scene, image, number, startSeconds } = chapter;
  const picture = fileOf(artifacts, image?.id, 'picture.png');
  return (
    <li>
      <button
        className="chapter"
        type="button"
        aria-current={isCurrent || undefined}
        onClick={() => onSeek(startSeconds)}
      >
        {picture ? <ArtifactImage artifact={picture} alt="" /> : <span className="artifact-image" />}
        <span className="line-text">
          <strong dir="auto">{sceneName(scene, number)}</strong>
          <span className="line-time tabular">{clockTime(startSeconds)}</span>
        </span>
      </button>
    </li>
  );
}
