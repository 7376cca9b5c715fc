import { type Slo, slos } from './slos.ts';

/** Burning the budget of 30 days this many times too fast, over both windows: the short one lets the alert end soon. */
const burns = [
  { factor: 14.4, long: '1h', short: '5m', severity: 'page' },
  { factor: 6, long: '6h', short: '30m', severity: 'page' },
  { factor: 1, long: '3d', short: '2h', severity: 'ticket' },
] as const;

const windows = burns.flatMap(({ long, short }) => [short, long]);

/** `docker/prometheus/rules/slo.yml`: how much goes wrong in each window, and when that is too fast. */
export function sloRules(): string {
  const groups = slos.flatMap((slo) => [`  - name: slo-${slo.name}`, '    rules:', ...rulesOf(slo)]);
  return ['# Made of tools/dashboards/slos.ts by `npm run dashboards`.', 'groups:', ...groups, ''].join('\n');
}

const rulesOf = (slo: Slo) => [
  ...record('slo:objective:ratio', `vector(${slo.objective})`, slo),
  ...windows.flatMap((window) => record(`slo:error_ratio:rate${window}`, slo.errorRatio(window), slo)),
  ...burns.flatMap((burn) => alert(slo, burn)),
];

const record = (name: string, expr: string, { name: slo }: Slo) => [
  `      - record: ${name}`,
  `        expr: ${quoted(expr)}`,
  `        labels: { slo: ${slo} }`,
];

function alert({ name, title, objective }: Slo, { factor, long, short, severity }: (typeof burns)[number]) {
  const budget = Number((1 - objective).toFixed(6));
  const above = (window: string) => `slo:error_ratio:rate${window}{slo="${name}"} > ${factor} * ${budget}`;
  return [
    '      - alert: SloBudgetBurns',
    `        expr: ${quoted(`${above(long)} and ${above(short)}`)}`,
    `        labels: { severity: ${severity}, runbook: slo-budget, slo: ${name}, window: ${long} }`,
    '        annotations:',
    `          summary: ${quoted(`${title}: not so for {{ $value | humanizePercentage }} over ${long}, where ${percent(budget)} is allowed`)}`,
    `          runbook_url: '{{ $externalLabels.grafana }}/d/runbook-slo-budget'`,
  ];
}

const percent = (ratio: number) => `${Number((100 * ratio).toFixed(4))} %`;
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
