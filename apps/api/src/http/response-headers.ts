import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** An answer of the API is data: no page may show, frame or run it. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Swagger UI: everything from here; its page brings styles along in `<style>`, its pictures in `data:`. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Security headers on every answer, the request's id, and no caching of what keys are needed for. */
export async function sendSafeHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // Only for this host: what else lives on its subdomains is not ours to decide about.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  });
  server.addHook('onRequest', (request, reply, done) => {
    const isDocs =
      request.url === '/docs' || request.url.startsWith('/docs/') || request.url.startsWith('/docs?');
    void reply
      .header('x-request-id', request.id)
      .header('content-security-policy', isDocs ? DOCS_POLICY : API_POLICY);
    if (request.url.startsWith('/v1/')) void reply.header('cache-control', 'no-store');
    done();
  });
}
