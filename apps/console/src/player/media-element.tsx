import type { RecordingUpload } from '@polyspool/contracts/files';
import type { RefCallback, SyntheticEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useFrameClock } from './use-frame-clock.js';
import { useMediaLink } from './use-media-link.js';
import type { SubtitleTrack } from './use-tracks.js';

interface MediaElementProps {
  readonly upload: RecordingUpload;
  readonly tracks: readonly SubtitleTrack[];
  readonly mediaRef: RefCallback<HTMLMediaElement>;
  readonly onTime: (seconds: number) => void;
  /** A new source begins at its usual speed. */
  readonly onReady: () => void;
}

export function MediaElement({ upload, tracks, mediaRef, onTime, onReady }: MediaElementProps) {
  const { api } = useSession();
  const link = useMediaLink({ queryKey: ['upload-link', upload.id], queryFn: () => api.uploadLink(upload.id) });
  const clock = useFrameClock(onTime);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  const shared = {
    src: link.url,
    controls: true,
    preload: 'metadata',
    'aria-label': upload.name,
    ...clock,
    ...link.handlers,
    onLoadedMetadata: (event: SyntheticEvent<HTMLMediaElement>) => {
      link.handlers.onLoadedMetadata(event);
      onReady();
    },
  };
  const trackElements = tracks.map(({ id, url, language, label }) => (
    <track key={id} kind="subtitles" src={url} srcLang={language} label={label} />
  ));
  return (
    <>
      {upload.kind === 'video' ? (
        <video {...shared} ref={mediaRef} playsInline style={shapeOf(upload)}>
          {trackElements}
        </video>
      ) : (
        <audio {...shared} ref={mediaRef}>
          {trackElements}
        </audio>
      )}
      {link.unplayable && (
        <p className="notice info" role="status">
          This browser cannot play this kind of file. The text and the downloads below are complete.
        </p>
      )}
    </>
  );
}

/** Its place is kept before the first picture is there. */
function shapeOf({ probe: { video } }: RecordingUpload) {
  return { aspectRatio: video ? `${video.width} / ${video.height}` : '16 / 9' };
}
