import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import type { Resource } from '../render.ts';
import { ofKind, type Pods } from './pods.ts';

export type Scaler = IScaledObject & { readonly metadata: { readonly name: string } };

export const allScalers = (resources: readonly Resource[]) => ofKind(resources, 'ScaledObject') as unknown as Scaler[];

export const scalersOf = (resources: readonly Resource[], pods: Pods | undefined) =>
  allScalers(resources).filter(({ spec }) => spec.scaleTargetRef.name === pods?.owner.metadata.name);

export const queriesOf = ({ spec }: Scaler) => spec.triggers.map(({ metadata }) => metadata.query ?? '');

export const demandOf = (queue: string) => `max(job_queue_demand_slots{queue="${queue}"})`;
