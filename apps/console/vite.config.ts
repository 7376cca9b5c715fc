import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite` serves the page with reload and passes the API on to a running gateway. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@polyspool/source', 'module', 'browser', 'development|production'] },
  build: { outDir: 'dist', emptyOutDir: true },
  server: { proxy: { '/v1': gateway, '/socket.io': { target: gateway, ws: true } } },
});
