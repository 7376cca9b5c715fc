import type { FastifyInstance } from 'fastify';
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isKnown } from '../etags.js';

/** `GET /docs`: the reference, drawn by Swagger UI from `/openapi.json`. All of it comes from here, as the CSP wants. */
export function serveReference(fastify: FastifyInstance) {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const fromPackage = (name: string) => readFile(join(folder, name));
  const files: Readonly<Record<string, File>> = {
    '/docs': { type: 'text/html', read: async () => page },
    '/docs/start.js': { type: 'text/javascript', read: async () => start },
    '/docs/look.css': { type: 'text/css', read: async () => look },
    '/docs/swagger-ui-bundle.js': { type: 'text/javascript', read: () => fromPackage('swagger-ui-bundle.js') },
    '/docs/swagger-ui.css': { type: 'text/css', read: () => fromPackage('swagger-ui.css') },
  };
  for (const [path, { type, read }] of Object.entries(files)) {
    const once = remember(read);
    fastify.get(path, async (request, reply) => {
      const { content, etag } = await once();
      reply.header('etag', etag).header('cache-control', 'no-cache').type(`${type}; charset=utf-8`);
      return isKnown(request, etag) ? reply.code(304).send() : reply.send(content);
    });
  }
}

interface File {
  readonly type: string;
  readonly read: () => Promise<string | Buffer>;
}

/** Read when somebody asks first. */
function remember(read: File['read']) {
  let known: Promise<{ content: string | Buffer; etag: string }> | undefined;
  const load = async () => {
    const content = await read();
    return { content, etag: `"${hash('sha256', content, 'base64url').slice(0, 27)}"` };
  };
  return () => (known ??= load());
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Polyspool API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/look.css">
</head>
<body>
<main id="reference"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `const dark = window.matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});
`;

const look = `body { margin: 0; background: #fafafa; }
html.dark-mode body { background: #1c2022; }
.swagger-ui .info { margin: 24px 0; }
`;
