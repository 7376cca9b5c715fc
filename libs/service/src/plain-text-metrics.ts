/**
 * OpenMetrics in Prometheus' older text format: the whole name of each counter, and no exemplars. prom-client can write both,
 * but not by turns: it takes `_total` off the names for good.
 */
export function toPlainText(openMetrics: string): string {
  const counters = new Set([...openMetrics.matchAll(/^# TYPE (\S+) counter$/gm)].map(([, name]) => name));
  return openMetrics
    .replace(/^# (?:HELP|TYPE) (\S+)/gm, (line, name: string) => (counters.has(name) ? `${line}_total` : line))
    .replace(/ # \{[^{}]*\} \S+ \S+$/gm, '')
    .replace(/^# EOF\n/m, '');
}
