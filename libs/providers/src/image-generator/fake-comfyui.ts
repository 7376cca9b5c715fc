import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Duplex } from 'node:stream';

type Graph = Readonly<
  Record<string, { readonly class_type: string; readonly inputs: Readonly<Record<string, unknown>> }>
>;

/** ComfyUI's routes and its socket, on this machine; what becomes of a prompt is the test's business. For tests only. */
export class FakeComfyUi {
  readonly requests: string[] = [];
  readonly graphs: Graph[] = [];
  readonly running: string[] = [];
  readonly pending: string[] = [];
  history: Readonly<Record<string, unknown>> = {};
  picture = Buffer.alloc(0);
  /** What happens when a prompt has come. */
  onPrompt: (id: string) => void | Promise<void> = () => undefined;
  private readonly sockets = new Set<Duplex>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => this.upgrade(request, socket));
  }

  async start() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close() {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  finish(id: string) {
    const image = { filename: 'polyspool_00001_.png', subfolder: '', type: 'output' };
    const status = { status_str: 'success', completed: true, messages: [] };
    this.history = { [id]: { outputs: { saved: { images: [image] } }, status } };
  }

  fail(id: string, message: string) {
    const messages = [['execution_error', { prompt_id: id, exception_message: message }]];
    this.history = { [id]: { outputs: {}, status: { status_str: 'error', completed: false, messages } } };
  }

  /** To all who listen. */
  say(type: string, data: object) {
    const message = Buffer.from(JSON.stringify({ type, data }));
    for (const socket of this.sockets) socket.write(Buffer.concat([Buffer.from([0x81, message.length]), message]));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '' } = incoming;
    const body = await text(incoming);
    this.requests.push(`${method} ${url}${body && !url.startsWith('/prompt') ? ` ${body}` : ''}`);
    if (url.startsWith('/view')) return void response.end(this.picture);
    const answer = await this.answerTo(url, body);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }

  private async answerTo(url: string, body: string): Promise<unknown> {
    if (url.startsWith('/history/')) return this.history;
    if (url === '/object_info/CheckpointLoaderSimple')
      return {
        CheckpointLoaderSimple: {
          input: { required: { ckpt_name: [['first.safetensors', 'second.safetensors'], {}] } },
        },
      };
    if (url === '/queue' || url === '/interrupt') {
      const entry = (id: string) => [1, id, {}, {}, []];
      return body ? {} : { queue_running: this.running.map(entry), queue_pending: this.pending.map(entry) };
    }
    if (url !== '/prompt') return undefined;
    const { prompt, prompt_id: id } = JSON.parse(body) as { prompt: Graph; prompt_id: string };
    this.graphs.push(prompt);
    await this.onPrompt(id);
    return { prompt_id: id, number: 1, node_errors: {} };
  }

  private upgrade({ headers }: IncomingMessage, socket: Duplex) {
    const accept = createHash('sha1')
      .update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    this.sockets.add(socket);
    socket.on('error', () => this.sockets.delete(socket));
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', () => socket.end());
  }
}
