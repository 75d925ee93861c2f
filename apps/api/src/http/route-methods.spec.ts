import { RouteMethods } from './route-methods.js';

describe('RouteMethods', () => {
  const routes = new RouteMethods();
  routes.add('GET', '/v1/campaigns');
  routes.add('POST', '/v1/campaigns');
  routes.add('DELETE', '/v1/campaigns/:campaign_id');
  routes.add('GET', '/docs/*');

  it('knows the methods of an address, and nothing of others', () => {
    expect(routes.allowedFor('/v1/campaigns')).toEqual(['GET', 'POST']);
    expect(routes.allowedFor('/v1/campaigns/cmp_1')).toEqual(['DELETE']);
    for (const path of ['/v1/campaigns/', '/v1', '/v1/campaigns/a/b', '/docs/x', '']) {
      expect(routes.allowedFor(path)).toEqual([]);
    }
  });
});
