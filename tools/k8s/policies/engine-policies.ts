import type { IService } from 'kubernetes-models/v1';
import { filmSettings } from '../app-needs.ts';
import { environmentOf } from './environment.ts';
import { mayReach } from './network.ts';
import { fault, hasLabels, ofKind, type Policy, type Pods, podsOf } from './pods.ts';
import { demandOf, queriesOf, scalersOf } from './scalers.ts';

type Resources = Parameters<Policy>[0];

const card = 'nvidia.com/gpu';
/** Told for the queue of the pods, or for how they are sized. */
const ofQueue = /^(QUEUES|QUEUE_\w+_CONCURRENCY|SHUTDOWN_GRACE_S|MAX_RSS_MB)$/;

/** What makes pictures or speaks is asked by several queues, and reckoned with by the gateway. */
export const enginePolicies: Readonly<Record<string, Policy>> = {
  'all queues of an app have the same settings': (resources) =>
    [...Map.groupBy(workersIn(resources), appOf).values()].flatMap(([first, ...others]) =>
      others.flatMap((other) => differences(resources, first!, other)),
    ),

  'the gateway reckons with the engines that make films': (resources) =>
    podsOf(resources)
      .filter((pods) => appOf(pods) === 'gateway')
      .flatMap((gateway) =>
        filmWorkers(resources).flatMap((worker) => {
          const [told, made] = [gateway, worker].map((pods) => environmentOf(resources, pods));
          return filmSettings.flatMap((name) =>
            fault(gateway.name, told?.[name] !== made?.[name], `${name} is not as in ${worker.name}`),
          );
        }),
      ),

  'an engine of this cluster is there, with one card': (resources) =>
    engines(resources).flatMap(({ variable, host, port, pods }) => [
      ...fault(variable, pods.length === 0, `there is no Service ${host} of that port`),
      ...pods.flatMap((one) => cardFaults(one, port)),
    ]),

  'an engine is reached by all workers of films': (resources) =>
    engines(resources).flatMap(({ host, port, pods }) =>
      filmWorkers(resources).flatMap((from) =>
        pods.flatMap((to) => fault(from.name, !mayReach(resources, { from, to, port }), `may not reach ${host}`)),
      ),
    ),

  'a card works for one job at a time, of its own pod': (resources) =>
    engines(resources).flatMap(({ host, pods }) =>
      pods.flatMap((one) => {
        const told = Object.entries(environmentOf(resources, one));
        const slots = told.find(([name]) => /^QUEUE_\w+_CONCURRENCY$/.test(name))?.[1];
        const own = one.spec.hostAliases?.find(({ ip }) => ip === '127.0.0.1')?.hostnames ?? [];
        return [
          ...fault(one.name, slots !== '1', `${slots} jobs at once for one card`),
          ...fault(one.name, !own.includes(host), `asks the ${host} of any pod`),
        ];
      }),
    ),
};

/** Where scalers are part of it. */
export const engineScalerPolicies: Readonly<Record<string, Policy>> = {
  'an engine comes for films, too': (resources) =>
    engines(resources).flatMap(({ pods }) =>
      pods.flatMap((one) =>
        scalersOf(resources, one).flatMap((scaler) =>
          fault(one.name, !queriesOf(scaler).includes(`clamp_max(${demandOf('script')}, 1)`), 'films wait for it'),
        ),
      ),
    ),
};

const appOf = ({ labels }: Pods) => labels['app.kubernetes.io/name'] ?? '';

const workersIn = (resources: Resources) =>
  podsOf(resources).filter(({ labels }) => labels['app.kubernetes.io/component'] === 'worker');

const filmWorkers = (resources: Resources) =>
  workersIn(resources).filter((pods) => appOf(pods) === 'generation-worker');

function differences(resources: Resources, first: Pods, other: Pods) {
  const [one, two] = [environmentOf(resources, first), environmentOf(resources, other)];
  return Object.keys({ ...one, ...two })
    .filter((name) => !ofQueue.test(name))
    .flatMap((name) => fault(other.name, one[name] !== two[name], `${name} is not as in ${first.name}`));
}

interface Engine {
  /** That names it. */
  readonly variable: string;
  readonly host: string;
  /** Of the pods. */
  readonly port: ServicePort['targetPort'];
  readonly pods: readonly Pods[];
}

type ServiceSpec = NonNullable<IService['spec']>;
type ServicePort = NonNullable<ServiceSpec['ports']>[number];

/** Those that workers name by a name without a dot: all others are outside. */
function engines(resources: Resources): Engine[] {
  const told = filmWorkers(resources).flatMap((pods) => Object.entries(environmentOf(resources, pods)));
  return [...new Map(told)].flatMap(([variable, value]) => {
    if (!variable.endsWith('_URL') || !URL.canParse(value)) return [];
    const { protocol, hostname: host, port } = new URL(value);
    if (protocol !== 'http:' || host.includes('.')) return [];
    return [{ variable, host, ...behind(resources, host, Number(port)) }];
  });
}

function behind(resources: Resources, host: string, port: number): Pick<Engine, 'port' | 'pods'> {
  const service = ofKind<ServiceSpec>(resources, 'Service').find(({ metadata }) => metadata.name === host);
  const found = service?.spec.ports?.find((one) => one.port === port);
  if (!service || !found) return { port, pods: [] };
  const { selector = {} } = service.spec;
  return { port: found.targetPort, pods: podsOf(resources).filter(({ labels }) => hasLabels(selector, labels)) };
}

function cardFaults({ name, containers, spec }: Pods, port: ServicePort['targetPort']) {
  const engine = containers.find(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === port));
  const { limits = {}, requests = {} } = engine?.resources ?? {};
  return [
    ...fault(name, !engine, `nothing there has the port ${port}`),
    ...fault(name, limits[card] !== 1 || requests[card] !== 1, 'its engine does not ask for one card'),
    ...fault(name, !spec.tolerations?.some(({ key }) => key === card), 'does not go where cards are'),
  ];
}
