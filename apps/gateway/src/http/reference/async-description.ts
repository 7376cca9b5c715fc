import { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import {
  liveCloseCodes,
  LiveAnswer,
  LiveClosed,
  LiveEvent,
  LivePong,
  LiveRefused,
  LiveRequest,
  LiveSnapshot,
  LiveSubscribed,
  LiveSubscription,
  LiveUnsubscribed,
} from '@polyspool/contracts/live';
import { StatusMessage } from '@polyspool/contracts/status-message';
import { ownPackage } from '@polyspool/service/own-package';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type JsonSchema, jsonSchema } from '../api-schemas.js';
import { Sampler } from './sample.js';

/** `GET /asyncapi.json`: what is said on the live channels, as the contracts have it. */
export function describeLive(fastify: FastifyInstance) {
  let document: object | undefined;
  fastify.get('/asyncapi.json', () => (document ??= liveDocument()));
}

const word = (text: string) => z.literal(text);

/** Every message: what is in it, which way it goes, and what it is for. `request` comes from the client. */
const messages = {
  liveRequest: [
    LiveRequest,
    'input',
    'Subscribe to a job, a project or one’s own jobs; end that; ask whether anybody is there',
  ],
  liveSnapshot: [LiveSnapshot, 'output', 'A job as it is, with its parts and files: first of all'],
  liveEvent: [LiveEvent, 'output', 'What has changed, by its number'],
  liveSubscribed: [LiveSubscribed, 'output', 'From here on all is told as it happens'],
  liveUnsubscribed: [LiveUnsubscribed, 'output', 'From here on nothing more is told'],
  liveRefused: [LiveRefused, 'output', 'What was asked cannot be done'],
  liveClosed: [z.object({ type: word('closed'), ...LiveClosed.shape }), 'output', 'What is heard no more, and why'],
  livePong: [LivePong, 'output', 'Somebody is there'],
  subscribe: [LiveSubscription, 'input', 'Subscribe; acknowledged by an answer'],
  answer: [LiveAnswer, 'output', 'Whether a subscription was taken'],
  snapshot: [JobSnapshot, 'output', 'A job as it is, with its parts and files: first of all'],
  event: [JobEvent, 'output', 'What has changed, by its number'],
  closed: [LiveClosed, 'output', 'What is heard no more, and why'],
  status: [StatusMessage, 'output', 'How a job is, in the words of the video generation system before this one'],
  ping: [word('ping'), 'input', 'Asks whether anybody is there'],
  pong: [word('pong'), 'output', 'Somebody is there'],
  refresh: [word('refresh'), 'input', 'Asks how the job is'],
} as const satisfies Record<string, readonly [z.ZodType, 'input' | 'output', string]>;
type MessageName = keyof typeof messages;

interface Channel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly server: 'sockets' | 'streams';
  readonly sent: readonly MessageName[];
  readonly received: readonly MessageName[];
}

const closeCodes = Object.entries(liveCloseCodes).map(([code, text]) => `- ${code}: ${text}`);
const key = 'The key comes as `Authorization: Bearer`, as subprotocols `bearer` and the key, or as `?token=`.';

const channels: Readonly<Record<string, Channel>> = {
  manyJobs: {
    address: '/v1/ws',
    title: 'Many jobs on one WebSocket',
    description: `${key} What was missed is told again by \`since\`. Close codes:\n${closeCodes.join('\n')}`,
    server: 'sockets',
    sent: ['liveRequest'],
    received: [
      'liveSnapshot',
      'liveEvent',
      'liveSubscribed',
      'liveUnsubscribed',
      'liveRefused',
      'liveClosed',
      'livePong',
    ],
  },
  oneJob: {
    address: '/ws/jobs/{jobId}',
    title: 'One job on a WebSocket',
    description: `As the video generation system before this one had it. ${key} Closed as \`/v1/ws\` is.`,
    server: 'sockets',
    sent: ['ping', 'refresh'],
    received: ['status', 'pong'],
  },
  socketIo: {
    address: '/socket.io',
    title: 'Socket.IO, namespace /jobs',
    description: 'The key comes as `auth.token` of the handshake. Names of messages are names of events.',
    server: 'sockets',
    sent: ['subscribe'],
    received: ['answer', 'snapshot', 'event', 'closed'],
  },
  jobEvents: {
    address: '/v1/jobs/{jobId}/events',
    title: 'One job as Server-Sent Events',
    description: 'Names of messages are names of events; `Last-Event-ID` has those told again that were missed.',
    server: 'streams',
    sent: [],
    received: ['snapshot', 'event', 'closed'],
  },
};

/** AsyncAPI 3.0. */
export function liveDocument() {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Polyspool, live',
      version: ownPackage().version,
      description:
        'What jobs do, told as it happens. All channels read one log: a job never goes backwards, and what was missed is told again.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      contact: { name: 'Polyspool' },
      tags: [{ name: 'live', description: 'Told as it happens' }],
    },
    defaultContentType: 'application/json',
    servers: {
      sockets: { host: 'localhost:8000', protocol: 'ws', description: 'Where this is read', security: [keyRef] },
      streams: { host: 'localhost:8000', protocol: 'http', description: 'Where this is read', security: [keyRef] },
    },
    channels: Object.fromEntries(Object.entries(channels).map(([name, channel]) => [name, channelOf(channel)])),
    operations: Object.fromEntries(Object.entries(channels).flatMap(([name, channel]) => operationsOf(name, channel))),
    components: {
      messages: Object.fromEntries(Object.keys(messages).map((name) => [name, messageOf(name as MessageName)])),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, or a token' } },
    },
  };
}

const keyRef = { $ref: '#/components/securitySchemes/key' };

const channelOf = ({ address, title, description, server, sent, received }: Channel) => ({
  address,
  title,
  description,
  servers: [{ $ref: `#/servers/${server}` }],
  messages: Object.fromEntries([...sent, ...received].map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  ...(address.includes('{jobId}') && { parameters: { jobId: { description: 'Of a job' } } }),
});

/** `send` and `receive` are what the platform does: clients do the other. */
function operationsOf(name: string, { title, sent, received }: Channel) {
  const operation = (action: 'send' | 'receive', names: readonly MessageName[]) => ({
    action,
    title: `${title}: ${action === 'send' ? 'what is told' : 'what is asked'}`,
    description: action === 'send' ? 'The platform tells clients' : 'Clients ask the platform',
    channel: { $ref: `#/channels/${name}` },
    messages: names.map((message) => ({ $ref: `#/channels/${name}/messages/${message}` })),
  });
  return [
    ...(sent.length ? [[`${name}.receive`, operation('receive', sent)] as const] : []),
    [`${name}.send`, operation('send', received)] as const,
  ];
}

function messageOf(name: MessageName) {
  const [schema, io, summary] = messages[name];
  const payload: JsonSchema = jsonSchema(schema, io);
  return { name, title: name, summary, payload, examples: [{ payload: new Sampler({}).of(payload) }] };
}
