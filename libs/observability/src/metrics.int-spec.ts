import { readFileSync } from 'node:fs';
import { createLogger } from './logger.js';
import { METRICS, Metrics } from './metrics.js';
import { type MetricsServer, serveMetrics } from './metrics-server.js';

const logger = createLogger({ level: 'silent', service: 'test' });

describe('the metrics of a process', () => {
  it('are told by docs/operations.md as they are, with their labels', () => {
    const page = readFileSync('docs/operations.md', 'utf8');
    const told = [...page.matchAll(/^\| `(vestnik_\w+)(?:\{([^}]*)\})?` +\| (\w+) /gm)].map(
      ([, name = '', labels = '', type = '']) => `${name} ${type} ${labels}`,
    );
    const made = Object.entries(METRICS).map(
      ([name, { type, labels }]) => `${name} ${type} ${labels.join(',')}`,
    );
    expect(told.sort()).toEqual(made.sort());
  });

  it('count, keep and forget', async () => {
    const metrics = new Metrics();
    metrics.count('vestnik_send_attempts_total', { outcome: 'accepted' });
    metrics.count('vestnik_send_attempts_total', { outcome: 'accepted' }, 2);
    metrics.count('vestnik_lease_expired_total', {}, 0);
    metrics.recount('vestnik_duplicates_detected_total', {}, 7);
    metrics.recount('vestnik_duplicates_detected_total', {}, 8);
    metrics.set('vestnik_token_ok', { bot: 'gone' }, 1);
    metrics.clear('vestnik_token_ok');
    metrics.set('vestnik_token_ok', { bot: 'snd_1' }, 0);
    metrics.observe('vestnik_send_duration_seconds', 0.3);
    const text = await metrics.text();
    expect(text).toContain('vestnik_send_attempts_total{outcome="accepted"} 3');
    expect(text).toContain('vestnik_duplicates_detected_total 8');
    expect(text).toContain('vestnik_token_ok{bot="snd_1"} 0');
    expect(text).toContain('vestnik_send_duration_seconds_bucket{le="0.5"} 1');
    expect(text).not.toContain('gone');
    expect(text).not.toContain('vestnik_lease_expired_total');
  });

  it('are told as they were where they cannot be refreshed', async () => {
    const metrics = new Metrics();
    metrics.set('vestnik_directory_age_seconds', {}, 5);
    metrics.refreshWith(() => Promise.reject(new Error('no database')));
    expect(await metrics.text()).toContain('vestnik_directory_age_seconds 5');
  });

  describe('over HTTP', () => {
    const servers: MetricsServer[] = [];
    afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
    const serve = async (port = 0): Promise<MetricsServer | null> => {
      const server = await serveMetrics(new Metrics(), { host: '127.0.0.1', port }, logger);
      if (server !== null) servers.push(server);
      return server;
    };

    it('stand at one address, to be read', async () => {
      const server = await serve();
      const at = `http://127.0.0.1:${String(server?.port)}`;
      const answer = await fetch(`${at}/metrics`);
      expect(answer.headers.get('content-type')).toContain('text/plain');
      expect(await answer.text()).toContain('vestnik_event_loop_lag_seconds');
      expect((await fetch(`${at}/`)).status).toBe(404);
      expect((await fetch(`${at}/metrics`, { method: 'POST' })).status).toBe(404);
    });

    it('do without a port that is taken: a process that sends must not stop for them', async () => {
      const first = await serve();
      expect(await serve(first?.port)).toBeNull();
    });
  });
});
