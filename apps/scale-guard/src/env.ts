import { readEnv, serviceEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  /** These two are in every pod. */
  KUBERNETES_SERVICE_HOST: z.string().min(1),
  KUBERNETES_SERVICE_PORT: z.coerce.number().int().min(1).max(65_535).default(443),
  /** Where the kubelet keeps token and namespace. What has signed the API's certificate is named by NODE_EXTRA_CA_CERTS. */
  SERVICE_ACCOUNT_FOLDER: z.string().default('/var/run/secrets/kubernetes.io/serviceaccount'),
  /** Labels of the pods that are looked at. */
  WORKER_SELECTOR: z.string().default('app.kubernetes.io/part-of=polyspool,app.kubernetes.io/component=worker'),
  LOOK_EVERY_S: z.coerce.number().min(1).max(600).default(15),
});

export type ScaleGuardEnv = typeof env;
