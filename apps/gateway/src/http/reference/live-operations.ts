import type { OpenAPIObject } from '@nestjs/swagger';

const problem = { $ref: '#/components/responses/Problem' };

/** What job-status answers behind the gateway, and is no socket. */
export const livePaths = {
  '/v1/jobs/{id}/events': {
    get: {
      operationId: 'LiveController_events',
      tags: ['jobs'],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        {
          name: 'Last-Event-ID',
          in: 'header',
          required: false,
          description: 'The `id` of the last event that was read: what came after it is told again',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: {
          description: 'Events until the caller goes. Each has the name of a message of /asyncapi.json, and it as data',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        default: problem,
      },
    },
  },
} as unknown as OpenAPIObject['paths'];
