import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { useCallback, useRef, type Ref } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ArtifactImage } from '../ui/artifact-image.js';
import { clockTime } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';
import { useChapters, type Chapter } from './use-chapters.js';

interface ReelProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
}

/** The film of expressions, its chapters, and the slide of each. */
export function Reel({ job, artifacts }: ReelProps) {
  const files = artifacts.filter(({ jobId }) => jobId === job.id);
  const film = files.find(({ name }) => name === 'reel.mp4');
  const chapters = useChapters(files);
  const media = useRef<HTMLVideoElement>(null);
  const seek = useCallback((seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    // A browser may refuse to play before anybody has clicked; its own button is there then.
    void media.current.play()?.catch(() => undefined);
  }, []);
  if (!film) return null;
  const { language, targetLanguage, expressions } = chapters.data ?? { expressions: [] };
  return (
    <section className="card reel" aria-labelledby="reel-heading">
      <h2 id="reel-heading">Watch the reel</h2>
      {chapters.error && <ProblemNotice problem={ApiProblem.from(chapters.error)} />}
      <div className="player-grid">
        <div className="stage">
          <Film artifact={film} mediaRef={media} />
        </div>
        <ol className="chapters" aria-label="Chapters">
          {expressions.map((chapter) => (
            <ChapterRow
              key={chapter.reel.startSeconds}
              chapter={chapter}
              slide={files.find(({ name }) => name === chapter.slide)}
              languages={[language, targetLanguage]}
              onSeek={seek}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

interface ChapterRowProps {
  readonly chapter: Chapter;
  readonly slide: Artifact | undefined;
  readonly languages: readonly [spoken: string | undefined, target: string | undefined];
  readonly onSeek: (seconds: number) => void;
}

function ChapterRow({ chapter, slide, languages: [spoken, target], onSeek }: ChapterRowProps) {
  const { expression, gloss, cefr, reel } = chapter;
  return (
    <li>
      <button className="chapter" type="button" onClick={() => onSeek(reel.startSeconds)}>
        {slide && <ArtifactImage artifact={slide} alt="" />}
        <span className="line-text">
          <strong lang={spoken} dir="auto">
            {expression}
          </strong>
          {gloss && (
            <span className="translation" lang={target} dir="auto">
              {gloss.text}
            </span>
          )}
          <span className="line-time tabular">
            {[clockTime(reel.startSeconds), cefr?.level].filter(Boolean).join(' · ')}
          </span>
        </span>
      </button>
    </li>
  );
}

function Film({ artifact, mediaRef }: { artifact: Artifact; mediaRef: Ref<HTMLVideoElement> }) {
  const link = useArtifactLink(artifact);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  return (
    <video ref={mediaRef} src={link.data?.url} controls playsInline preload="metadata" aria-label={artifact.name} />
  );
}
