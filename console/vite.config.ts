import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm start` builds with this; `npm run console` serves it with hot reload beside a running server. */
export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The console, and customers' pages of their orders, which load nothing of it.
    rolldownOptions: { input: ['index.html', 'track.html'] },
    // The map is the one big library; it is loaded when a map is first seen.
    chunkSizeWarningLimit: 1_100,
  },
  server: {
    proxy: {
      '/v1': process.env['LINCHPIN_URL'] ?? 'http://127.0.0.1:8787',
      '/docs': process.env['LINCHPIN_URL'] ?? 'http://127.0.0.1:8787',
    },
  },
});
