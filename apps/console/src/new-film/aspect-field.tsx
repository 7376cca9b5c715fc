import { AspectRatio } from '@polyspool/contracts/film';

interface AspectFieldProps {
  readonly value: AspectRatio;
  readonly onChange: (value: AspectRatio) => void;
}

/** The shape of the film, each as a picture of itself. */
export function AspectField({ value, onChange }: AspectFieldProps) {
  return (
    <fieldset className="aspect-field">
      <legend>Shape</legend>
      {AspectRatio.options.map((ratio) => (
        <label className="aspect" key={ratio}>
          <input type="radio" name="aspect-ratio" checked={ratio === value} onChange={() => onChange(ratio)} />
          <AspectPicture ratio={ratio} />
          <span className="aspect-name">{aspectNames[ratio]}</span>
          <span className="muted small">{ratio}</span>
        </label>
      ))}
    </fieldset>
  );
}

const aspectNames: Record<AspectRatio, string> = { '16:9': 'Wide', '9:16': 'Upright', '1:1': 'Square' };

const sizes: Record<AspectRatio, readonly [width: number, height: number]> = {
  '16:9': [64, 36],
  '9:16': [31, 56],
  '1:1': [46, 46],
};

/** A small hill under a sun: how much of it is seen in which shape. */
function AspectPicture({ ratio }: { ratio: AspectRatio }) {
  const [width, height] = sizes[ratio];
  const ground = height * 0.68;
  return (
    <svg className="aspect-picture" aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect className="aspect-sky" width={width} height={height} rx={4} />
      <circle className="aspect-sun" cx={width * 0.7} cy={height * 0.3} r={4.5} />
      <path
        className="aspect-hill"
        d={`M0 ${ground} Q ${width * 0.3} ${ground - 12} ${width * 0.6} ${ground} T ${width} ${ground - 2} V ${height} H 0 Z`}
      />
    </svg>
  );
}
