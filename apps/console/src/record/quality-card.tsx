import type { RecordingMeasures } from '@polyspool/contracts/records';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { flagWords } from '../records/record-words.js';
import { Gauge } from './gauge.js';
import { gaugesOf } from './gauges-of.js';

/** What a listener would complain of, and what was measured. */
export function QualityCard({ measures }: { measures: RecordingMeasures }) {
  const { flags, sampleRateHz, channels } = measures;
  return (
    <section className="card record-quality" id="quality" aria-labelledby="quality-heading">
      <div className="section-head">
        <h2 id="quality-heading">Quality of the sound</h2>
        <p className="muted small tabular">
          {(sampleRateHz / 1000).toLocaleString('en')} kHz, {channelWords(channels)}
        </p>
      </div>
      {flags.length === 0 ? (
        <p className="good-news">
          <CircleCheck aria-hidden size={20} />
          Nothing that a listener would complain of.
        </p>
      ) : (
        <ul className="flag-list" aria-label="What a listener would complain of">
          {flags.map((flag) => (
            <li key={flag}>
              <TriangleAlert aria-hidden size={18} />
              <p>
                <strong>{flagWords[flag].name}.</strong> {flagWords[flag].detail}
              </p>
            </li>
          ))}
        </ul>
      )}
      <ul className="gauges" aria-label="Measures">
        {gaugesOf(measures).map((gauge) => (
          <Gauge key={gauge.name} of={gauge} />
        ))}
      </ul>
    </section>
  );
}

function channelWords(channels: number) {
  if (channels <= 2) return channels === 1 ? 'mono' : 'stereo';
  return `${channels} channels`;
}
