import { OutboxRelay } from '#lib/outbox';
import { type ApiBench, createApiBench, problemOf } from './api-bench.js';

interface EventView {
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventList {
  readonly data: readonly EventView[];
  readonly page: { readonly next_cursor: string | null };
}

describe('events, over the API', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await createApiBench();
  });
  afterAll(() => bench.close());

  const list = async (query = ''): Promise<EventList> =>
    (await bench.call('get', `/v1/events${query}`)).body as EventList;
  const publish = (): Promise<number> => bench.api.app.get(OutboxRelay).runOnce();

  it('tell of what was done, newest first, and from a place on', async () => {
    const { id } = await bench.draft();
    await bench.act({ id, action: 'send' });
    await bench.act({ id, action: 'pause', body: { reason: 'ждём' } });
    expect((await list()).data).toEqual([]);
    await publish();
    const { data } = await list(`?campaign=${id}`);
    expect(data.map(({ type }) => type)).toEqual(['campaign.paused', 'campaign.started']);
    expect(data[0]?.data).toMatchObject({ campaign_id: id, reason: 'ждём' });
    expect(data[0]?.data['by']).toMatch(/^key_/);
    const [newest, oldest] = data;
    const since = await list(`?after=${oldest?.id ?? ''}`);
    expect(since.data).toEqual([newest]);
    expect((await list(`?after=${newest?.id ?? ''}`)).data).toEqual([]);
    const one = await bench.call('get', `/v1/events/${newest?.id ?? ''}`);
    expect(one.body).toEqual(newest);
  });

  it('come in pages', async () => {
    const { id } = await bench.draft();
    await bench.act({ id, action: 'send' });
    for (const action of ['pause', 'resume', 'cancel'] as const) await bench.act({ id, action });
    await publish();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: EventList = await list(
        `?campaign=${id}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(({ type }) => type));
      cursor = page.page.next_cursor;
    }
    expect(seen).toEqual([
      'campaign.cancelled',
      'campaign.cancelling',
      'campaign.resumed',
      'campaign.paused',
      'campaign.started',
    ]);
  });

  it('are shown to a key only as far as it may see them otherwise', async () => {
    await bench.db.query("insert into outbox_event (type) values ('connection.degraded')");
    await publish();
    const key = await bench.key(['campaigns:read']);
    const as = (path: string) => bench.bare('get', path).set('authorization', `Bearer ${key}`);
    const { data } = (await as('/v1/events?limit=200')).body as EventList;
    expect(new Set(data.map(({ type }) => type.split('.')[0]))).toEqual(new Set(['campaign']));
    const refused = await as('/v1/events?type=connection.degraded');
    expect(problemOf(refused)).toMatchObject({ status: 403, code: 'scope_missing', scope: 'senders:read' });
    const [hidden] = (await list('?type=connection.degraded')).data;
    expect(problemOf(await as(`/v1/events/${hidden?.id ?? ''}`)).code).toBe('scope_missing');
  });

  it('refuse what nobody can have meant', async () => {
    const codes = async (query: string): Promise<unknown> => {
      const problem = problemOf(await bench.call('get', `/v1/events${query}`));
      return [problem.status, problem.code];
    };
    expect(await codes('?type=campaign.exploded')).toEqual([422, 'validation_failed']);
    expect(await codes('?campaign=42')).toEqual([422, 'validation_failed']);
    expect(await codes('?after=evt_01kq3k8mehe8zbnn5q0wwz5bst')).toEqual([404, 'event_not_found']);
    expect(await codes('?colour=red')).toEqual([400, 'unknown_parameter']);
    expect(await codes('/evt_1')).toEqual([404, 'not_found']);
  });
});
