import type { MediaProbe } from '@polyspool/contracts/files';
import { languageName } from '../ui/format.js';

type AudioTrack = MediaProbe['audioTracks'][number];

interface AudioTrackFieldProps {
  readonly tracks: readonly AudioTrack[];
  readonly value: number;
  readonly onChange: (index: number) => void;
}

/** Which of several audio tracks is listened to. */
export function AudioTrackField({ tracks, value, onChange }: AudioTrackFieldProps) {
  return (
    <fieldset className="option-group">
      <legend>Which audio track?</legend>
      {tracks.map((track, index) => (
        <label className="radio-field" key={index}>
          <input type="radio" name="audio-track" checked={value === index} onChange={() => onChange(index)} />
          <span>
            {trackName(track, index)} <span className="muted small">{trackDetail(track)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function trackName({ language, title }: AudioTrack, index: number) {
  const isKnown = language && language !== 'und';
  return [`Track ${index + 1}`, isKnown && languageName(language), title].filter(Boolean).join(' · ');
}

const trackDetail = ({ channels, codec }: AudioTrack) =>
  `${channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`}, ${codec}`;
