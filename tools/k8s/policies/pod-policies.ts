import type { IContainer } from 'kubernetes-models/v1';
import { amount, fault, ofKind, type Policy, type Pods, podsOf, variable } from './pods.ts';

/** What `runService` needs to close. */
const closeS = 5;

const seconds = (value: string | undefined) => (value === undefined ? undefined : Number(value));

/** What holds for every pod in the namespace of the platform. */
export const podPolicies: Readonly<Record<string, Policy>> = {
  'an image has a version': eachContainer((name, { image = '' }) =>
    fault(name, !/@sha256:[0-9a-f]{64}$|:(?!latest$)[\w][\w.-]*$/.test(image), `${image || 'no image'} has no version`),
  ),

  'nothing runs as root, or may become it': eachPod(({ name, spec, containers }) => {
    const { runAsNonRoot, runAsUser, seccompProfile } = spec.securityContext ?? {};
    return [
      ...fault(name, !runAsNonRoot || !runAsUser, 'may run as root'),
      ...fault(name, seccompProfile?.type !== 'RuntimeDefault', 'has no seccomp profile'),
      ...containers.flatMap((container) => privileges(`${name} ${container.name}`, container)),
    ];
  }),

  'the file system is read-only': eachContainer((name, { securityContext }) =>
    fault(name, !securityContext?.readOnlyRootFilesystem, 'may write to its image'),
  ),

  'nothing of the node is shared': eachPod(({ name, spec }) => [
    ...fault(name, spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC, 'is in a namespace of the node'),
    ...(spec.volumes ?? []).flatMap(({ name: volume, hostPath, emptyDir }) => [
      ...fault(name, hostPath !== undefined, `${volume} is a folder of the node`),
      ...fault(name, emptyDir !== undefined && emptyDir?.sizeLimit === undefined, `${volume} may fill the node`),
    ]),
  ]),

  'resources are asked for and bounded': eachContainer((name, { resources }) =>
    ['cpu', 'memory', 'ephemeral-storage'].flatMap((what) => {
      const [asked, most] = [amount(resources?.requests?.[what]), amount(resources?.limits?.[what])];
      return [
        ...fault(name, !asked || !most, `no request or limit of ${what}`),
        ...fault(name, asked! > most!, `asks for more ${what} than it may have`),
      ];
    }),
  ),

  'what lasts is probed': eachPod(({ name, containers, isLasting }) =>
    isLasting ? containers.flatMap((container) => probes(`${name} ${container.name}`, container)) : [],
  ),

  'only scale-guard has a token': (resources) => [
    ...podsOf(resources).flatMap(({ name, spec, labels }) => {
      const mayHave = labels['app.kubernetes.io/name'] === 'scale-guard';
      return fault(name, !mayHave && spec.automountServiceAccountToken !== false, 'gets a token of the API');
    }),
    ...ofKind(resources, 'ServiceAccount').flatMap((account) =>
      fault(
        `ServiceAccount/${account.metadata.name}`,
        (account as { automountServiceAccountToken?: boolean }).automountServiceAccountToken !== false,
        'hands out tokens',
      ),
    ),
  ],

  'none of ours is killed while it closes': eachPod((pods) => {
    const [delayS = 0, ownS] = ['SHUTDOWN_DELAY_S', 'SHUTDOWN_GRACE_S']
      .map((name) => variable(pods, name))
      .map(seconds);
    const graceS = pods.spec.terminationGracePeriodSeconds ?? 30;
    return fault(pods.name, ownS !== undefined && delayS + ownS + closeS > graceS, `is killed after ${graceS} s`);
  }),

  'no variables come from Services': eachPod(({ name, spec }) =>
    fault(name, spec.enableServiceLinks !== false, 'gets a variable for each Service'),
  ),

  'the namespace is restricted': (resources) =>
    ofKind(resources, 'Namespace').length === 1
      ? ofKind(resources, 'Namespace').flatMap(({ metadata }) =>
          fault(metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted', 'is open'),
        )
      : ['there is not one namespace'],
};

function eachPod(check: (pods: Pods) => string[]): Policy {
  return (resources) => podsOf(resources).flatMap(check);
}

function eachContainer(check: (name: string, container: IContainer) => string[]): Policy {
  return eachPod(({ name, containers }) =>
    containers.flatMap((container) => check(`${name} ${container.name}`, container)),
  );
}

function privileges(name: string, { securityContext: context }: IContainer) {
  return [
    ...fault(name, context?.allowPrivilegeEscalation !== false || context.privileged, 'may gain privileges'),
    ...fault(
      name,
      !context?.capabilities?.drop?.includes('ALL') || !!context.capabilities.add?.length,
      'has capabilities',
    ),
  ];
}

function probes(name: string, { startupProbe, readinessProbe, livenessProbe, ports = [] }: IContainer) {
  const all = { startupProbe, readinessProbe, livenessProbe };
  const named = ports.map((port) => port.name);
  return [
    ...Object.entries(all).flatMap(([kind, probe]) => {
      const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
      return [
        ...fault(name, !probe, `has no ${kind}`),
        ...fault(name, port !== undefined && !named.includes(String(port)), `${kind} asks a port that there is not`),
      ];
    }),
    // Else a store that is away would have every process started anew.
    ...fault(name, livenessProbe?.httpGet?.path === '/health/ready', 'would be restarted for what others fail to do'),
  ];
}
