import { liveDocument } from './http/reference/async-description.js';
import { describedApi } from './http/reference/described-api.js';

/** `node dist/describe.js`: what the API and the live channels look like, without any store or socket. */
process.stdout.write(JSON.stringify({ openapi: await describedApi(), asyncapi: liveDocument() }));
