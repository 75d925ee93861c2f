import { DiscoveryService } from '@nestjs/core';
import { type Route, routeTable } from '../apps/api/src/access/route-table.js';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly 'x-scope'?: string;
  readonly responses: Readonly<Record<string, object>>;
}

describe('the documents of the API', () => {
  let bench: ApiBench;
  let routes: Route[];
  const operations: [string, OperationObject][] = [];
  beforeAll(async () => {
    bench = await createApiBench();
    routes = routeTable(bench.api.app.get(DiscoveryService));
    const { text } = await bench.bare('get', '/openapi.json');
    const document = JSON.parse(text) as { paths: Record<string, Record<string, OperationObject>> };
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        operations.push([`${method.toUpperCase()} ${path}`, operation]);
      }
    }
  });
  afterAll(() => bench.close());

  it('are an OpenAPI 3.1 document in which every reference leads somewhere', async () => {
    const { text } = await bench.bare('get', '/openapi.json');
    const document = JSON.parse(text) as ApiBench['document'];
    // The client is generated from the latter.
    expect(document).toEqual(JSON.parse(JSON.stringify(bench.document)));
    const { openapi, components } = document;
    expect(openapi).toBe('3.1.0');
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]*)"/g)) {
      expect(components.schemas).toHaveProperty([name]);
    }
  });

  it('tell every route, with a name of its own, its scope, and what it answers', () => {
    const told = operations.map(([name]) => name).sort();
    const served = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort();
    expect(told).toEqual(served);
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, operation] of operations) {
      const route = routes.find(
        ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}` === name,
      );
      expect([name, operation.operationId]).toEqual([name, expect.stringMatching(/^[a-z_]+(\.[a-z_]+)+$/)]);
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/.{5}/)]);
      const isClosed = route?.permission !== 'public';
      expect([name, operation.security !== undefined]).toEqual([name, isClosed]);
      if (isClosed && route?.permission !== 'any_key') expect(operation['x-scope']).toBe(route?.permission);
    }
  });

  it('show examples of every field of a body', () => {
    for (const name of ['CreateCampaign', 'SendCampaign', 'CreateSenderBody', 'CreateApiKeyBody']) {
      const { properties } = bench.document.components.schemas[name] as {
        properties: Record<string, object>;
      };
      for (const [field, schema] of Object.entries(properties)) {
        const isNested = JSON.stringify(schema).includes('$ref');
        expect([name, field, isNested || 'example' in schema]).toEqual([name, field, true]);
      }
    }
  });

  it('have a page whose every part comes from here, and which may run nothing else', async () => {
    const page = await bench.bare('get', '/docs');
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const { origin, pathname } = new URL(part, 'http://here/docs');
      expect(origin).toBe('http://here');
      expect([pathname, (await bench.bare('get', pathname)).status]).toEqual([pathname, 200]);
    }
    expect(page.text).not.toMatch(/<script>[^<]/);
  });

  it('lead from the type of a problem to its description', async () => {
    const { type } = problemOf(await bench.bare('get', '/v1/nothing'));
    expect((await bench.bare('get', type)).body).toMatchObject({ code: 'not_found', status: 404 });
  });
});
