import { WebhookEvent } from '@polyspool/contracts/webhooks';
import { jsonSchema, refTo } from '../http/api-schemas.js';

const header = (name: string, description: string) => ({
  ...{ name, description, in: 'header', required: true },
  schema: { type: 'string' },
});

/** What receivers get, in the description of the API. */
export const describedWebhooks = {
  schemas: { WebhookEvent: jsonSchema(WebhookEvent, 'output') },
  webhooks: {
    event: {
      post: {
        tags: ['webhooks'],
        summary: 'A job has ended, or a test',
        description: 'As Standard Webhooks 1.0 has it. Attempts are made again until one is answered in time with 2xx.',
        parameters: [
          header('webhook-id', 'The same in every attempt: tell doubles apart by it'),
          header('webhook-timestamp', 'Of the attempt, in seconds since 1970'),
          header('webhook-signature', 'HMAC-SHA256 over `<id>.<timestamp>.<body>`, one for each valid secret'),
        ],
        requestBody: { required: true, content: { 'application/json': { schema: refTo('WebhookEvent') } } },
        responses: { '2XX': { description: 'Taken' }, 410: { description: 'Gone for good: it is switched off' } },
      },
    },
  },
};
