interface ProgressBarProps {
  readonly label: string;
  readonly percent: number;
  /** Gentle movement that says: something happens. */
  readonly active?: boolean;
  readonly tone?: 'accent' | 'danger' | 'muted';
}

export function ProgressBar({ label, percent, active = false, tone = 'accent' }: ProgressBarProps) {
  const value = Math.round(percent);
  return (
    <div
      className={`progress ${tone}${active ? ' active' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
    >
      <div className="progress-fill" style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
