import { CheckField } from '../ui/check-field.js';
import type { PreferencesDraft } from './preferences-draft.js';

type Quiet = Pick<PreferencesDraft, 'isQuiet' | 'quietFrom' | 'quietTo'>;

interface QuietHoursFieldProps {
  readonly quiet: Quiet;
  readonly fault: string | undefined;
  readonly onChange: (change: Partial<Quiet>) => void;
}

export function QuietHoursField({ quiet: { isQuiet, quietFrom, quietTo }, fault, onChange }: QuietHoursFieldProps) {
  return (
    <div className="option-stack">
      <CheckField
        label="Quiet hours"
        help="Mails and text messages wait until they are over. What is about security or trouble of the system does not."
        checked={isQuiet}
        onChange={(checked) => onChange({ isQuiet: checked })}
      />
      {isQuiet && (
        <div className="quiet-times">
          <Clock label="From" value={quietFrom} onChange={(value) => onChange({ quietFrom: value })} />
          <Clock label="Until" value={quietTo} onChange={(value) => onChange({ quietTo: value })} />
        </div>
      )}
      {fault && <p className="fault">{fault}</p>}
    </div>
  );
}

function Clock({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input type="time" value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}
