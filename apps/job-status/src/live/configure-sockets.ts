import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export function configureSockets(app: NestFastifyApplication) {
  app.useWebSocketAdapter(new IoAdapter(app));
}
