import type { Principal } from '#lib/access';
import { createLogger } from '#lib/observability';
import { PersonalViews } from './personal-views.js';

describe('a look at who has read', () => {
  it('is told with who looked and at what, and without whom they searched for', () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: 'info',
      service: 'api',
      destination: { write: (line: string) => lines.push(line) },
    });
    const principal: Principal = {
      kind: 'api_key',
      id: 'key-1',
      name: 'Отчёты',
      personId: null,
      limits: null,
      scopes: [],
    };
    const run = {
      campaignId: '00000000-0000-7000-8000-000000000001',
      runId: '00000000-0000-7000-8000-000000000002',
    };
    new PersonalViews(logger).list(principal, {
      ...run,
      query: { q: 'Смирнова', read: false, tag: undefined },
      count: 2,
    });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'somebody looked at who has read',
      principal_id: 'key-1',
      campaign_id: expect.stringMatching(/^cmp_/) as string,
      parameters: ['q', 'read'],
      people: 2,
    });
    expect(lines[0]).not.toContain('Смирнова');
  });
});
