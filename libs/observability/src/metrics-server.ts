import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from './logger.js';
import { type Metrics } from './metrics.js';

/** Figures on a port of their own. */
export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

const NANOSECONDS = 1e9;

/**
 * `GET /metrics` on a port of its own, which only those who watch can reach (S-H10).
 *
 * Figures must not stop a process that sends: a port that is taken is said in the log, and the process goes on.
 *
 * @returns `null` where the port could not be had
 */
export async function serveMetrics(
  metrics: Metrics,
  at: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<MetricsServer | null> {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  metrics.refreshWith(() => {
    metrics.set('vestnik_event_loop_lag_seconds', {}, delay.percentile(99) / NANOSECONDS);
    delay.reset();
    return Promise.resolve();
  });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  try {
    await listening(server, at);
  } catch (error) {
    delay.disable();
    logger.warn({ ...at, error: String(error) }, 'the metrics cannot be served');
    return null;
  }
  // Whoever watches must not keep a process alive that wants to end.
  server.unref();
  const { port } = server.address() as AddressInfo;
  logger.info({ host: at.host, port }, 'the metrics are served');
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        delay.disable();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, at: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      resolve();
    });
  });
}
