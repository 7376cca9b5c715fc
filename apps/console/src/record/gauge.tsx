import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import type { GaugeFigure } from './gauges-of.js';

/** One measure on its scale: what is good is marked, and said. */
export function Gauge({ of: { name, text, value, min, max, good, isGood, verdict, help } }: { of: GaugeFigure }) {
  const id = useId();
  const at = (position: number) => `${(Math.min(1, Math.max(0, (position - min) / (max - min))) * 100).toFixed(2)}%`;
  const Icon = isGood ? CircleCheck : TriangleAlert;
  return (
    <li className={`gauge ${isGood ? 'good' : 'bad'}`}>
      <p className="gauge-name" id={id}>
        {name}
      </p>
      <p className="gauge-value tabular">{text}</p>
      <p className="gauge-verdict small">
        <Icon aria-hidden size={15} />
        {verdict}
      </p>
      <div
        className="gauge-scale"
        role="meter"
        aria-labelledby={id}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={Math.min(max, Math.max(min, value))}
        aria-valuetext={`${text}: ${verdict}`}
      >
        <svg aria-hidden width="100%" height="14">
          <rect className="gauge-track" x="0" y="4" width="100%" height="6" rx="3" />
          <svg x={at(good[0])} y="4" width={widthOf(at(good[0]), at(good[1]))} height="6">
            <rect className="gauge-good" width="100%" height="6" rx="3" />
          </svg>
          <svg x={at(value)} overflow="visible">
            <rect className="gauge-mark" x="-2" y="0" width="4" height="14" rx="2" />
          </svg>
        </svg>
      </div>
      <p className="hint">{help}</p>
    </li>
  );
}

const widthOf = (from: string, to: string) => `${(parseFloat(to) - parseFloat(from)).toFixed(2)}%`;
