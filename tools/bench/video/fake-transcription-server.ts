import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spokenText } from '../../demo/sample-video.ts';
import { sampleRate } from './plan-speech.ts';
import { fakeTranscription } from './fake-transcription.ts';

const bytesPerSecond = sampleRate * 2;

/** Speaks OpenAI's `/audio/transcriptions` and answers at once: what is measured with it is everything but the engine. */
export class FakeTranscriptionServer {
  private readonly server: Server;
  private readonly words = spokenText().split(' ');

  private constructor() {
    this.server = createServer((request, response) => {
      void countBytes(request).then((bytes) => {
        const answer = fakeTranscription(this.words, bytes / bytesPerSecond);
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      });
    });
  }

  static async start(): Promise<FakeTranscriptionServer> {
    const fake = new FakeTranscriptionServer();
    fake.server.listen(0, '127.0.0.1');
    await once(fake.server, 'listening');
    return fake;
  }

  /** What the worker is told. */
  get settings() {
    const { port } = this.server.address() as AddressInfo;
    return { TRANSCRIBER: 'openai', OPENAI_TRANSCRIBER_URL: `http://127.0.0.1:${port}/v1` };
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The head of a form is small beside the sound in it. */
async function countBytes(request: IncomingMessage) {
  let bytes = 0;
  for await (const chunk of request) bytes += (chunk as Buffer).length;
  return bytes;
}
