import { createHash, randomUUID } from 'node:crypto';
import { loadConfig } from '#lib/config';
import { createLogger } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { SenderSession } from '#lib/senders';
import {
  createTestDatabase,
  Ledger,
  SimulatorHandle,
  type TestDatabase,
  openTestSession,
} from '#lib/testing';
import { FileUploads } from './file-uploads.js';
import { Files, type FileUpload, MAX_FILE_BYTES } from './files.service.js';

const PDF = Buffer.from('%PDF-1.7 план');

async function* inPieces(bytes: Uint8Array, size = 64 * 1_024): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size)
    yield await Promise.resolve(bytes.subarray(from, from + size));
}

describe('files', () => {
  let db: TestDatabase;
  let files: Files;

  beforeAll(async () => {
    db = await createTestDatabase();
    files = new Files(loadConfig({}), db.database);
  });
  beforeEach(() => db.query('delete from file'));
  afterAll(() => db.close());

  const upload = (name: string, bytes: Uint8Array): FileUpload => ({
    name,
    content: inPieces(bytes),
    by: 'key_hr',
  });
  const kept = () => db.query<{ id: string }>('select id from file');

  it('are kept byte for byte, under a clean name, and read again in order', async () => {
    const bytes = Buffer.concat([PDF, Buffer.alloc(700_000, 7), Buffer.from('конец')]);
    const { file, isNew } = await files.store(upload('../Отчёт\u202e.pdf', bytes));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(isNew).toBe(true);
    expect(file).toMatchObject({
      name: 'Отчёт.pdf',
      contentType: 'application/pdf',
      kind: 'file',
      size: bytes.length,
      sha256,
      createdBy: 'key_hr',
    });
    const read: Buffer[] = [];
    for await (const piece of files.content(file.id) as AsyncIterable<Buffer>) read.push(piece);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
    expect(await db.query('select from file_chunk where file_id = $1', [file.id])).toHaveLength(3);
  });

  it('are one where they are the same, and two under two names', async () => {
    const first = await files.store(upload('plan.pdf', PDF));
    expect(await files.store(upload('plan.pdf', PDF))).toEqual({ file: first.file, isNew: false });
    expect((await files.store(upload('other.pdf', PDF))).isNew).toBe(true);
    expect(await kept()).toHaveLength(2);
  });

  it('may have ten megabytes and not a byte more', async () => {
    const largest = Buffer.alloc(MAX_FILE_BYTES, 'a');
    expect((await files.store(upload('a.txt', largest))).file.size).toBe(10_485_760);
    const larger = Buffer.alloc(MAX_FILE_BYTES + 1, 'a');
    await expect(files.store(upload('b.txt', larger))).rejects.toMatchObject({ code: 'file_too_large' });
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    ['virus.exe', 'MZ', 'file_type_refused', { why: 'extension' }],
    ['page.html', '<script>', 'file_type_refused', { why: 'extension' }],
    ['noextension', 'text', 'file_type_refused', { why: 'extension' }],
    ['virus.pdf', 'MZ\0', 'file_type_refused', { why: 'content' }],
    ['picture.png', '%PDF-', 'file_type_refused', { why: 'content' }],
    ['table.csv', 'a;b\0', 'file_type_refused', { why: 'content' }],
    ['empty.txt', '', 'file_empty', {}],
    ['\u200b', 'text', 'file_empty', {}],
  ])('%j that holds %j is refused, and nothing of it is kept', async (name, text, code, facts) => {
    await expect(files.store(upload(name, Buffer.from(text)))).rejects.toMatchObject({ code, facts });
    expect(await kept()).toEqual([]);
    expect(await db.query('select from file_chunk')).toEqual([]);
  });

  it('that break off leave nothing; what a crash left goes after an hour', async () => {
    const broken = (async function* () {
      yield await Promise.resolve(PDF);
      throw new Error('the client is gone');
    })();
    await expect(files.store({ ...upload('a.pdf', PDF), content: broken })).rejects.toThrow('gone');
    expect(await kept()).toEqual([]);
    await db.query(
      `insert into file (id, name, content_type, kind, created_by, created_at)
       select id, 'left.pdf', 'application/pdf', 'file', 'key_hr', clock_timestamp() - age
         from unnest($1::uuid[], $2::interval[]) as t (id, age)`,
      [
        [randomUUID(), randomUUID()],
        ['2 hours', '1 minute'],
      ],
    );
    expect((await files.list({ after: null, limit: 10 })).files).toEqual([]);
    await files.store(upload('new.pdf', PDF));
    expect(await db.query('select from file where size is null')).toHaveLength(1);
  });

  it('are listed newest first, page by page', async () => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await files.store(upload(name, Buffer.from(name)));
    const first = await files.list({ after: null, limit: 2 });
    const second = await files.list({ after: first.next, limit: 2 });
    const names = [...first.files, ...second.files].map(({ name }) => name);
    expect(names.sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(second.next).toBeNull();
  });

  it('are deleted while nothing carries them, whatever it is', async () => {
    const { file } = await files.store(upload('plan.pdf', PDF));
    const remove = () => db.database.transaction((tx) => files.delete(tx, file.id));
    const senderId = await new Ledger(db).sender();
    const campaignId = await new Ledger(db).campaign(senderId);
    await db.query('update campaign set parts = $2 where id = $1', [campaignId, { files: [file.id] }]);
    await expect(remove()).rejects.toMatchObject({ code: 'file_in_use', facts: { used_by: 'campaign' } });
    await db.query(`update campaign set parts = '{}'`);
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.query('select from file_chunk')).toEqual([]);
  });

  it('that a draft is about to name are not deleted under it', async () => {
    const { file } = await files.store(upload('plan.pdf', PDF));
    const unknown = randomUUID();
    await db.database.transaction(async (tx) => {
      expect(await files.problems(tx, [file.id, unknown])).toMatchObject([
        { pointer: '#/content/files/1', code: 'unknown_file' },
      ]);
      const deleted = db.query(`set lock_timeout = '200ms'; delete from file`);
      await expect(deleted).rejects.toThrow('lock timeout');
    });
  });

  describe('at the messenger', () => {
    let messenger: SimulatorHandle;
    let uploads: FileUploads;
    let session: SenderSession;
    const UPLOAD = { pathPattern: 'direct_upload' } as const;

    beforeAll(async () => {
      messenger = await SimulatorHandle.start({ people: 2, rateProfile: 'off' });
      uploads = new FileUploads(createLogger({ level: 'silent', service: 'test' }), db.database, files);
    });
    beforeEach(async () => {
      await messenger.reset();
      session = open(await new Ledger(db).sender());
    });
    afterEach(() => {
      session.close('over');
      session.dispose();
    });
    afterAll(() => messenger.close());

    const open = (senderId: string): SenderSession => {
      return openTestSession(senderId, messenger, { requestTimeoutMs: 2_000 });
    };
    const uploaded = async () => (await messenger.waitFor('uploads', 0)).uploads;

    it('are brought there once, whoever asks, and another owner of the bot knows them', async () => {
      const { file } = await files.store(upload('План.pdf', PDF));
      const [one, two] = await Promise.all([
        uploads.attach(session, [file.id]),
        uploads.attach(session, [file.id]),
      ]);
      expect(one).toEqual([
        {
          name: 'План.pdf',
          size: PDF.length,
          fileType: 'file',
          key: expect.stringMatching(/План\.pdf$/) as string,
        },
      ]);
      expect(two).toEqual(one);
      const next = open(session.senderId);
      expect(await uploads.attach(next, [file.id])).toEqual(one);
      next.dispose();
      expect(await uploaded()).toBe(1);
    });

    it.each([
      [1, 2],
      [2, 2],
    ])(
      'are tried with a fresh signature where one had expired, once (%d refused)',
      async (refused, tickets) => {
        const { file } = await files.store(upload('plan.pdf', PDF));
        const tried: string[] = [];
        const client = {
          requestUpload: () => Promise.resolve({ keyTemplate: `ticket-${tried.length}` }),
          upload: ({ keyTemplate }: { readonly keyTemplate: string }) => {
            tried.push(keyTemplate);
            return tried.length <= refused
              ? Promise.reject(new PachcaError('refused', 'POST direct_url', { status: 403 }))
              : Promise.resolve({ key: keyTemplate });
          },
        };
        const stub = { senderId: session.senderId, client } as unknown as SenderSession;
        const attached = uploads.attach(stub, [file.id]);
        if (refused === 1) expect(await attached).toMatchObject([{ key: 'ticket-1' }]);
        else await expect(attached).rejects.toMatchObject({ kind: 'refused' });
        expect(tried).toHaveLength(tickets);
      },
    );

    it('are brought again where the store lost the first one on the way', async () => {
      const { file } = await files.store(upload('plan.pdf', PDF));
      await messenger.fault('lost_request', {}, { ...UPLOAD, count: 1 });
      await expect(uploads.attach(session, [file.id])).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await uploads.attach(session, [file.id])).toHaveLength(1);
    });

    it('are brought again when their key is old', async () => {
      const { file } = await files.store(upload('plan.pdf', PDF));
      const [first] = await uploads.attach(session, [file.id]);
      await db.query(`update sender_file set uploaded_at = uploaded_at - interval '4 days'`);
      const next = open(session.senderId);
      const [second] = await uploads.attach(next, [file.id]);
      next.dispose();
      expect(second?.key).not.toBe(first?.key);
    });
  });
});
