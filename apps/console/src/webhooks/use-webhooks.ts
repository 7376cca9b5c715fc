import { useQuery } from '@tanstack/react-query';
import type { DeliveryStatus } from '../api/webhooks-client.js';
import { useSession } from '../session/session.js';
import { useChange, usePages } from '../ui/use-pages.js';

export const webhooksKey = 'webhooks';
/** Attempts come by themselves. */
const refetchInterval = 3_000;

export function useWebhooks() {
  const { api } = useSession();
  return usePages([webhooksKey, 'list'], api.webhooks.list);
}

export function useWebhook(id: string) {
  const { api } = useSession();
  return useQuery({ queryKey: [webhooksKey, id], queryFn: () => api.webhooks.find(id), staleTime: 0 });
}

export function useDeliveries(id: string, status: DeliveryStatus | undefined) {
  const { api } = useSession();
  return usePages(
    [webhooksKey, id, 'deliveries', status ?? 'all'],
    (cursor) => api.webhooks.deliveries(id, status, cursor),
    { refetchInterval },
  );
}

export const useWebhookChange = <Input = void, Output = unknown>(change: (input: Input) => Promise<Output>) =>
  useChange(webhooksKey, change);
