import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { useSettled } from '../document/use-settled.js';
import { useSession } from '../session/session.js';
import { roughDuration } from '../ui/durations.js';
import { utcTime } from './utc-time.js';

/** Not with every key. */
const restMs = 300;

/** When it would run: whether that is meant is easier to see than in stars. */
export function CronPreview({ cron }: { cron: string }) {
  const { api } = useSession();
  const asked = useSettled(cron, restMs);
  const preview = useQuery({
    queryKey: ['cron', asked],
    queryFn: () => api.operations.previewSchedule(asked),
    enabled: asked !== '',
    retry: false,
  });
  return (
    <p className="small" role="status">
      {preview.error && <span className="fault">{ApiProblem.from(preview.error).problem.detail}</span>}
      {preview.data && whenWords(preview.data)}
    </p>
  );
}

const named = new Map([
  [60, 'minute'],
  [3_600, 'hour'],
  [86_400, 'day'],
  [604_800, 'week'],
]);

function whenWords(times: readonly string[]): string {
  const at = times.map((time) => Date.parse(time) / 1000);
  const gaps = new Set(at.slice(1).map((time, index) => time - (at[index] ?? time)));
  const [gap = 0] = gaps;
  const next = times[0] && utcTime(times[0]);
  if (gaps.size === 1) return `It would run every ${named.get(gap) ?? roughDuration(gap)}, next ${next}.`;
  return `It would run next: ${times.map(utcTime).join('; ')}.`;
}
