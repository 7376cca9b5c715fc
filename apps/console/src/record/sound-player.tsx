import type { RecordingUpload } from '@polyspool/contracts/files';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { Pause, Play } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useFrameClock } from '../player/use-frame-clock.js';
import { useMediaLink } from '../player/use-media-link.js';
import { durationOf } from '../records/record-words.js';
import { useSession } from '../session/session.js';
import { Choice } from '../ui/choice.js';
import { clockTime } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Scrubber } from './scrubber.js';
import type { RecordFiles } from './use-record-files.js';

interface SoundPlayerProps {
  readonly record: CorpusRecord;
  readonly upload: RecordingUpload;
  readonly files: RecordFiles;
  readonly mediaRef: RefObject<HTMLAudioElement | null>;
}

const sources = ['recorded', 'levelled'] as const;
const sourceNames = { recorded: 'As recorded', levelled: 'Levelled copy' };
const rates = [0.75, 1, 1.25, 1.5] as const;

/** The recording, with the pictures of its sound to go to a place by. */
export function SoundPlayer({ record, upload, files, mediaRef }: SoundPlayerProps) {
  const [source, setSource] = useState<(typeof sources)[number]>('recorded');
  const [rate, setRate] = useState<(typeof rates)[number]>(1);
  const [seconds, setSeconds] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const copy = source === 'levelled' ? files.workingCopy : undefined;
  const duration = durationOf(record) ?? upload.probe.durationSeconds;
  const seek = (to: number) => {
    if (mediaRef.current) mediaRef.current.currentTime = to;
    setSeconds(to);
  };
  return (
    <section className="card sound-player" aria-labelledby="listen-heading">
      <h2 id="listen-heading">Listen</h2>
      <Scrubber files={files} seconds={seconds} durationSeconds={duration} onSeek={seek} />
      <div className="sound-controls">
        <button className="button primary" type="button" onClick={() => toggle(mediaRef.current)}>
          {isPlaying ? <Pause aria-hidden size={18} /> : <Play aria-hidden size={18} />}
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <p className="tabular">
          {clockTime(seconds)} <span className="muted">of {clockTime(duration)}</span>
        </p>
        <Choice legend="Speed" options={rates} value={rate} nameOf={(of) => `${of}×`} onChange={setRate} />
        {files.workingCopy && (
          <Choice
            legend="What to listen to"
            options={sources}
            value={source}
            nameOf={(of) => sourceNames[of]}
            onChange={setSource}
          />
        )}
      </div>
      <Sound
        key={source}
        link={copy ? { kind: 'artifact', id: copy.id } : { kind: 'upload', id: upload.id }}
        name={upload.name}
        place={{ seconds, rate }}
        mediaRef={mediaRef}
        onTime={setSeconds}
        onPlaying={setPlaying}
      />
    </section>
  );
}

/** A browser may refuse to play before anybody has clicked. */
function toggle(media: HTMLMediaElement | null) {
  if (!media) return;
  if (media.paused) void media.play()?.catch(() => undefined);
  else media.pause();
}

interface SoundProps {
  readonly link: { readonly kind: 'artifact' | 'upload'; readonly id: string };
  readonly name: string;
  /** Where it begins, as the one before it has stopped there. */
  readonly place: { readonly seconds: number; readonly rate: number };
  readonly mediaRef: RefObject<HTMLAudioElement | null>;
  readonly onTime: (seconds: number) => void;
  readonly onPlaying: (isPlaying: boolean) => void;
}

function Sound({ link: { kind, id }, name, place, mediaRef, onTime, onPlaying }: SoundProps) {
  const { api } = useSession();
  const [begin] = useState(place.seconds);
  const link = useMediaLink({
    queryKey: [`${kind}-link`, id],
    queryFn: () => (kind === 'upload' ? api.uploadLink(id) : api.artifactLink(id)),
  });
  const clock = useFrameClock(onTime);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  const attach = (media: HTMLAudioElement | null) => {
    mediaRef.current = media;
    if (media) media.playbackRate = place.rate;
  };
  return (
    <>
      <audio
        ref={attach}
        src={link.url}
        preload="metadata"
        aria-label={name}
        {...clock}
        {...link.handlers}
        onPlay={(event) => {
          clock.onPlay(event);
          onPlaying(true);
        }}
        onPause={() => onPlaying(false)}
        onLoadedMetadata={(event) => {
          link.handlers.onLoadedMetadata(event);
          if (begin > 0 && event.currentTarget.currentTime === 0) event.currentTarget.currentTime = begin;
          event.currentTarget.playbackRate = place.rate;
        }}
      />
      {link.unplayable && (
        <p className="notice info" role="status">
          This browser cannot play this kind of file. The levelled copy can be played once it has been processed.
        </p>
      )}
    </>
  );
}
