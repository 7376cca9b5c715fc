import { Agent, request } from 'node:http';

export interface Sent {
  readonly method: string;
  /** With its query, as it goes over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Buffer | undefined;
}

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

/** By when every request has been answered: half a minute, and what a busy machine takes. */
const withinMs = 32_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends what `fetch` would not. A stream of events is read until it has begun. */
export async function sendRaw(url: string, sent: Sent): Promise<Answer> {
  for (;;) {
    const answer = await once(url, sent);
    if (answer) return answer;
  }
}

/** Nothing where the server has closed an idle connection just when it was used again. */
function once(url: string, { method, path, headers, body }: Sent): Promise<Answer | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': body.length } : {};
    const asked = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } as never });
    const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${withinMs / 1000} s`)), withinMs);
    asked.once('close', () => clearTimeout(timer));
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(undefined);
      else reject(error);
    });
    asked.once('response', (response) => {
      const mediaType = String(response.headers['content-type'] ?? '')
        .split(';')[0]!
        .trim();
      const chunks: Buffer[] = [];
      const answered = () =>
        resolve({ status: response.statusCode ?? 0, mediaType, body: Buffer.concat(chunks).toString('utf8') });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (mediaType === 'text/event-stream') response.destroy();
      });
      response.once('error', reject);
      response.once('close', answered);
    });
    asked.end(body);
  });
}

/** How somebody else asks the same. */
export function asCurl({ method, path, headers, body }: Sent): string {
  const said = Object.entries(headers).map(([name, value]) =>
    name === 'authorization' ? '' : ` -H ${JSON.stringify(`${name}: ${String(value)}`).slice(0, 200)}`,
  );
  const data = body
    ? ` -d ${body.length > 400 ? `${JSON.stringify(body.toString('utf8').slice(0, 400))}... (${body.length} bytes)` : JSON.stringify(body.toString('utf8'))}`
    : '';
  return `-X ${method} ${JSON.stringify(path.length > 400 ? `${path.slice(0, 400)}...` : path)}${said.join('')}${data}`;
}
