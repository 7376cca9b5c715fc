import type { Upload } from '@polyspool/contracts/files';
import type { RefCallback, SyntheticEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useMediaLink } from './use-media-link.js';
import type { SubtitleTrack } from './use-tracks.js';

interface MediaElementProps {
  readonly upload: Upload;
  readonly tracks: readonly SubtitleTrack[];
  readonly mediaRef: RefCallback<HTMLMediaElement>;
  readonly onTime: (seconds: number) => void;
}

export function MediaElement({ upload, tracks, mediaRef, onTime }: MediaElementProps) {
  const link = useMediaLink(upload);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  const tellTime = (event: SyntheticEvent<HTMLMediaElement>) => onTime(event.currentTarget.currentTime);
  const shared = {
    src: link.url,
    controls: true,
    preload: 'metadata',
    'aria-label': upload.name,
    onTimeUpdate: tellTime,
    onSeeking: tellTime,
    ...link.handlers,
  };
  const trackElements = tracks.map(({ id, url, language, label }) => (
    <track key={id} kind="subtitles" src={url} srcLang={language} label={label} />
  ));
  return (
    <>
      {upload.kind === 'video' ? (
        <video {...shared} ref={mediaRef} playsInline>
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
