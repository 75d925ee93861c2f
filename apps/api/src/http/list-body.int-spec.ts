import { fastify } from 'fastify';
import { LIST_LIMITS } from '#lib/audiences';
import { toDomainError } from '../problem/to-domain-error.js';
import { MAX_BODY_BYTES } from './limits.js';
import { acceptLists, bodyRulesOf } from './list-body.js';

const OVER = (bytes: number): string => '1'.repeat(bytes + 1);

async function refused(url: string, type: string, payload: string): Promise<unknown> {
  const server = fastify({ bodyLimit: MAX_BODY_BYTES });
  acceptLists(server, LIST_LIMITS.bytes);
  server.setErrorHandler((error, request, reply) => {
    const { code, message, facts } = toDomainError(error, bodyRulesOf(request));
    void reply.status(400).send({ code, message, facts });
  });
  server.post('/list', { config: { listBody: true } }, () => 'taken');
  server.post('/other', () => 'taken');
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(address + url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: payload,
  });
  const told: unknown = await answer.json();
  await server.close();
  return told;
}

describe('a body that is refused', () => {
  it('is told the limit of lists where a list as text was too large', async () => {
    const facts = { max_bytes: LIST_LIMITS.bytes };
    expect(await refused('/list', 'text/csv', OVER(LIST_LIMITS.bytes))).toMatchObject({ facts });
  });

  it.each([
    ['/list', 'application/json'],
    ['/other', 'application/json'],
  ])('is told the ordinary limit at %s as %s', async (url, type) => {
    const facts = { max_bytes: MAX_BODY_BYTES };
    expect(await refused(url, type, OVER(MAX_BODY_BYTES))).toMatchObject({ facts });
  });

  it('hears of CSV only where CSV is taken', async () => {
    const code = 'unsupported_media_type';
    const accepted = ['text/csv', 'text/plain', 'application/json'];
    expect(await refused('/list', 'application/pdf', '1')).toMatchObject({ code, facts: { accepted } });
    expect(await refused('/other', 'application/pdf', '1')).toMatchObject({ code, facts: {} });
    expect(await refused('/other', 'text/csv', '1')).toMatchObject({ code, facts: {} });
  });
});
