import { Send } from 'lucide-react';
import { useState } from 'react';
import type { DeliveryStatus } from '../api/webhooks-client.js';
import { OperationsSection, ShowMore } from '../operations/operations-section.js';
import { Choice } from '../ui/choice.js';
import { DeliveryRow } from './delivery-row.js';
import { useDeliveries } from './use-webhooks.js';
import { deliveryStates } from './webhook-words.js';

const choices = ['all', 'pending', 'delivered', 'failed'] as const;
type Shown = (typeof choices)[number];

/** What was sent in the last 30 days, with each attempt. */
export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const [shown, setShown] = useState<Shown>('all');
  const status: DeliveryStatus | undefined = shown === 'all' ? undefined : shown;
  const deliveries = useDeliveries(webhookId, status);
  return (
    <OperationsSection
      id="deliveries"
      title="Messages of the last 30 days"
      icon={Send}
      query={deliveries}
      summary={
        <Choice
          legend="Which messages are shown"
          options={choices}
          value={shown}
          nameOf={(option) => (option === 'all' ? 'All' : deliveryStates[option])}
          onChange={setShown}
        />
      }
    >
      {deliveries.data?.length === 0 && (
        <p className="muted">
          {status
            ? 'There is none of these.'
            : 'Nothing has been sent yet. Send a test event, and see whether it arrives.'}
        </p>
      )}
      <ul className="operation-rows" aria-label="Messages">
        {deliveries.data?.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      <ShowMore query={deliveries} what="messages" />
    </OperationsSection>
  );
}
