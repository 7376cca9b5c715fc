import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCodes } from '@polyspool/contracts/errors';
import { allRules, panelQueries, ruleQueries } from './asked.ts';
import { boardFaults } from './board-faults.ts';
import { boardUid, dashboardOf } from './board.ts';
import { boards } from './boards.ts';
import { madeFiles, repository, runbookNames } from './made-files.ts';
import { type Matcher, matchersOf, metricsOf, parses, resolved } from './promql.ts';
import { platformCodes } from './slos.ts';

const textAt = (path: string) => readFileSync(join(repository, path), 'utf8');
const alerts = allRules().filter(({ alert }) => alert);
const questions = [...panelQueries(), ...ruleQueries()];

describe('the dashboards', () => {
  it('stand in docker/grafana as they are written here', () => {
    const changed = [...madeFiles()].filter(([path, text]) => textAt(path) !== text);

    expect(changed.map(([path]) => path)).toEqual([]);
  });

  it('say of each panel what it means, in what unit, and lay none over another', () => {
    expect(boards.flatMap((board) => boardFaults(dashboardOf(board)))).toEqual([]);
  });

  it('have addresses of their own, and lead only to what is there', () => {
    const uids = [...madeFiles()].filter(([path]) => path.endsWith('.json')).map(([, text]) => uidIn(text));
    const links = [...madeFiles().values()].flatMap((text) => [...text.matchAll(/\/d\/([a-z-]+[a-z])(?=[?")\]])/g)]);
    const inCheckout = [...madeFiles()]
      .filter(([, text]) => /\]\((?!https?:|\/d\/|#)/.test(text))
      .map(([path]) => path);

    expect(new Set(uids).size).toBe(uids.length);
    expect(links.map(([, uid]) => uid).filter((uid) => !uids.includes(uid!))).toEqual([]);
    expect(inCheckout).toEqual([]);
    expect(boards.map(({ name }) => boardUid(name))).toEqual(expect.arrayContaining(['polyspool-overview']));
  });
});

describe('what is asked of Prometheus', () => {
  it('is understood', () => {
    expect(questions.filter(({ expr }) => !parses(resolved(expr)))).toEqual([]);
    expect(parses('sum(rate(up[5m])')).toBe(false);
  });

  it('asks for metrics that docs/ops/metrics.md describes, or that a rule records', () => {
    const recorded = allRules().flatMap(({ record }) => record ?? []);
    const described = textAt('docs/ops/metrics.md').matchAll(/[a-z][a-z0-9_]+/g);
    const known = new Set([...[...described].map(([name]) => name), ...recorded, 'ALERTS', 'up']);
    const isKnown = (name: string) =>
      /^(process|nodejs)_/.test(name) || known.has(name) || known.has(name.replace(/_(bucket|count|sum)$/, ''));

    const unknown = questions.flatMap(({ by, expr }) => metricsOf(resolved(expr)).map((name) => ({ by, name })));

    expect(unknown.filter(({ name }) => !isKnown(name))).toEqual([]);
  });

  it('asks for no other values of a label than docs/ops/metrics.md names', () => {
    const named = namedValues(textAt('docs/ops/metrics.md'));
    const asked = questions.flatMap(({ by, expr }) => matchersOf(resolved(expr)).map((one) => ({ by, ...one })));
    const known = ({ metric, label }: Matcher) => named.get(`${metric.replace(/_(bucket|count|sum)$/, '')} ${label}`);

    const unknown = asked.filter((one) => one.values.some((value) => known(one)?.includes(value) === false));

    expect(unknown).toEqual([]);
    expect(asked.filter((one) => known(one) && one.values.length).length).toBeGreaterThan(10);
  });

  it('takes failures of the platform for faults, and those of what people sent for none', () => {
    const isFault = new RegExp(`^(${platformCodes.replaceAll('\\\\', '\\')})$`);
    const misjudged = Object.entries(errorCodes).filter(([code, { status }]) => isFault.test(code) !== status >= 500);

    expect(misjudged).toEqual([]);
  });
});

describe('an alert', () => {
  it('has a page that says what to do, and each page has an alert (R356-R359)', () => {
    const named = alerts.map(({ labels }) => labels?.runbook ?? '');

    expect([...new Set(named)].sort()).toEqual(runbookNames());
  });

  it('leads to that page, is for somebody, and is written of there', () => {
    const faults = alerts.filter(({ alert, labels = {}, annotations = {} }) => {
      const leads = annotations.runbook_url === `{{ $externalLabels.grafana }}/d/runbook-${labels.runbook}`;
      const heading = textAt(`docs/ops/runbooks/${labels.runbook}.md`).split('\n')[0]!;
      return !leads || !['page', 'ticket'].includes(labels.severity ?? '') || !heading.includes(alert!);
    });

    expect(faults).toEqual([]);
  });
});

describe('the pages of docs/ops', () => {
  it('lead only to what is there', () => {
    const folder = join(repository, 'docs/ops');
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    const lost = pages.flatMap((page) => {
      const links = [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
      const missing = links.filter(([, to]) => !existsSync(join(folder, dirname(page), to!)));
      return missing.map(([, to]) => `${page}: ${to}`);
    });

    expect(lost).toEqual([]);
  });
});

/** By metric and label: `job_queue_depth state`. */
const namedValues = (page: string) =>
  new Map(
    [...page.matchAll(/^\| `([a-z0-9_]+)` \| (.*?) \|/gm)].flatMap(([, metric, labels]) =>
      [...labels!.matchAll(/`(\w+)` \((.*?)\)/g)].map(
        ([, label, values]) => [`${metric} ${label}`, values!.match(/\w+/g)!] as const,
      ),
    ),
  );

const uidIn = (text: string) => (JSON.parse(text) as { uid: string }).uid;
