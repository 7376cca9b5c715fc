import { measuredMemory } from '../measured-memory.ts';
import { amount, fault, type Policy, type Pods, podsOf, variable } from './pods.ts';

const mebibyte = 2 ** 20;
/** So much more than at the largest measurement may a worker have before it is ended. */
const margin = 1.15;

/** What sizes have to do with what was measured: docs/ops/node-sizes.md. */
export const sizePolicies: Readonly<Record<string, Policy>> = {
  'a worker is not ended for what its work takes': (resources) =>
    workersIn(resources).flatMap(({ name, ownMi, mostMi }) =>
      fault(name, !(mostMi >= ownMi * margin), `is ended above ${mostMi} MiB, and had ${ownMi} at work`),
    ),

  'memory is enough for what was measured, and for what a worker starts beside what it may grow to': (resources) => {
    const byApp = Map.groupBy(workersIn(resources), ({ app }) => app);
    return [
      ...[...byApp.values()].flatMap((all) => {
        const { name, ownMi, allMi, mostMi, limitMi } = all.toSorted((one, other) => other.limitMi - one.limitMi)[0]!; // a group has one
        return fault(name, !(limitMi >= mostMi + allMi - ownMi), `may take ${limitMi} MiB, and that is not enough`);
      }),
      ...measuredIn(resources).flatMap(({ name, ownMi, limitMi }) =>
        fault(name, !(limitMi >= ownMi * margin), `may take ${limitMi} MiB, and had ${ownMi} at work`),
      ),
    ];
  },
};

const workersIn = (resources: Parameters<Policy>[0]) =>
  measuredIn(resources)
    .filter(({ pods }) => variable(pods, 'QUEUES') !== undefined)
    .map((one) => ({ ...one, mostMi: Number(variable(one.pods, 'MAX_RSS_MB')) }));

function measuredIn(resources: Parameters<Policy>[0]) {
  return podsOf(resources).flatMap((pods) => {
    const app = pods.labels['app.kubernetes.io/name'] ?? '';
    const measured = pods.isLasting ? measuredMemory.get(app) : undefined;
    return measured ? [{ pods, name: pods.name, app, ...measured, limitMi: limitOf(pods) / mebibyte }] : [];
  });
}

/** Of the app; sidecars stand before it. */
const limitOf = ({ containers }: Pods) => amount(containers.at(-1)?.resources?.limits?.['memory']) ?? NaN;
