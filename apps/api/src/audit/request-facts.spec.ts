import { requestFacts } from './request-facts.js';

describe('what the trail keeps of a request', () => {
  it('is what it was about, why, and figures', () => {
    const body = { reason: 'Ошибка в дате', scope: 'all', expected_recipients: 9, remaining: null };
    expect(
      requestFacts({ params: { campaign_id: 'cmp_1' }, body, id: 'req_1' }, { id: 'op_1', total: 9 }),
    ).toEqual({
      object: 'cmp_1',
      reason: 'Ошибка в дате',
      data: { request_id: 'req_1', scope: 'all', expected_recipients: 9, total: 9 },
    });
  });

  it('is what it has made, where the address names nothing', () => {
    const { object } = requestFacts({ params: {}, body: {}, id: 'r' }, { id: 'cmp_2' });
    expect(object).toBe('cmp_2');
  });

  it('is never a text, a token or a name', () => {
    const body = { title: 'Премии', content: { template: 'Текст' }, token: 'secret', name: 'HR', key: 'k' };
    expect(JSON.stringify(requestFacts({ params: {}, body, id: 'r' }, { ...body, id: 'x' }))).toBe(
      '{"object":"x","reason":null,"data":{"request_id":"r"}}',
    );
  });

  it.each([null, undefined, [], 'text', 5])('survives bodies and answers that are no objects: %j', (odd) => {
    expect(requestFacts({ params: odd, body: odd, id: 'r' }, odd).object).toBeNull();
  });
});
