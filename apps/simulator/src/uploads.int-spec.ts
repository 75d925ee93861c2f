import { Visitor } from './testing/visitor.js';

interface Ticket extends Readonly<Record<string, string>> {
  readonly key: string;
  readonly direct_url: string;
}

describe('files', () => {
  let visitor: Visitor;

  beforeAll(async () => {
    visitor = await Visitor.to();
  });

  afterAll(async () => {
    await visitor.leave();
  });

  const ticket = async (): Promise<Ticket> => (await visitor.ok('POST', '/uploads')) as unknown as Ticket;

  const put = async (
    { direct_url: url, ...fields }: Ticket,
    name: string,
    changes: object = {},
  ): Promise<number> => {
    const form = new FormData();
    for (const [field, value] of Object.entries({ ...fields, ...changes })) form.set(field, value);
    form.set('file', new Blob(['bytes of a file']), name);
    return (await fetch(url, { method: 'POST', body: form })).status;
  };

  it('are put with a ticket and attached by their key, whoever fills in the name', async () => {
    const [first, second] = [await ticket(), await ticket()];
    expect(await put(first, 'Приказ.pdf')).toBe(204);
    const ownKey = second.key.replace('${filename}', 'plan.txt');
    expect(await put(second, 'upload', { key: ownKey })).toBe(204);
    const files = [
      {
        key: first.key.replace('${filename}', 'Приказ.pdf'),
        name: 'Приказ.pdf',
        file_type: 'file',
        size: 15,
      },
      { key: ownKey, name: 'plan.txt', file_type: 'file', size: 15 },
    ];
    const message = await visitor.sent(1001, { files });
    expect(await visitor.ok('GET', `/messages/${message.id}`)).toMatchObject({
      data: {
        files: [
          { name: 'Приказ.pdf', file_type: 'file' },
          { key: ownKey, width: null },
        ],
      },
    });
    expect((await visitor.send(1002, { files, content: '' })).status).toBe(201);
    const { uploads } = (await visitor.control('GET', '/truth')) as { uploads: unknown[] };
    expect(uploads).toMatchObject([
      { size: 15, useCount: 2 },
      { key: ownKey, useCount: 2 },
    ]);
  });

  it('are refused with an altered, an unknown or an old ticket, and without a file', async () => {
    const good = await ticket();
    expect(await put(good, 'a.txt', { policy: 'other' })).toBe(403);
    expect(await put(good, 'a.txt', { key: 'elsewhere/a.txt' })).toBe(403);
    expect(await put(good, 'a.txt', { 'x-amz-signature': '0' })).toBe(403);
    const empty = await fetch(good.direct_url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect(empty.status).toBe(400);
    await visitor.control('PUT', '/behaviour', { uploadLifetimeMs: 0 });
    // A grant of the same millisecond is not older than zero.
    await visitor.ok('GET', '/profile');
    expect(await put(good, 'a.txt')).toBe(403);
  });

  it('must keep the extension of their key', async () => {
    await visitor.control('PUT', '/behaviour', { uploadLifetimeMs: 3_600_000 });
    const given = await ticket();
    await put(given, 'a.pdf');
    const key = given.key.replace('${filename}', 'a.pdf');
    const seen = await visitor.send(1001, { files: [{ key, name: 'a.exe', file_type: 'file', size: 15 }] });
    expect(seen.text).toContain('wrong_params');
  });
});
