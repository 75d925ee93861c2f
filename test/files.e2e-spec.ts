import { randomUUID } from 'node:crypto';
import { VestnikClient } from '#lib/client';
import { EngineScene } from './support/engine-scene.js';
import { until } from './support/scene.js';

const PDF = '%PDF-1.7 график';

describe('files of messages', () => {
  let scene: EngineScene;

  beforeAll(async () => {
    scene = await EngineScene.open(20);
    await scene.startWorker();
  });
  afterAll(() => scene.close());

  const bring = async (name: string, content: string | Uint8Array<ArrayBuffer>, part = 'file') => {
    const form = new FormData();
    form.set(part, new Blob([content]), name);
    return send(form);
  };
  const send = async (body: FormData | string, path = '/v1/files') => {
    const { product, api } = scene;
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.apiKey}`, 'accept-language': 'ru' },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('are brought once, sent with every message, and replaced by an edit', async () => {
    const { product, api } = scene;
    const vestnik = new VestnikClient({ url: api.url, apiKey: product.apiKey });
    const brought = await vestnik.upload('График отпусков.pdf', new Blob([PDF]).stream());
    expect(brought).toMatchObject({
      object: 'file',
      name: 'График отпусков.pdf',
      size: Buffer.byteLength(PDF),
    });
    const { id } = brought;
    expect(await bring('График отпусков.pdf', PDF)).toMatchObject({ status: 200, body: { id } });
    const content = { format: 'pachca_markdown', template: 'График во вложении.', files: [id] };
    const campaign = await scene.announce('everyone', { content });
    await scene.reaches(campaign.id, 'completed');
    const told = await scene.messenger.messages();
    expect(told).toHaveLength(campaign.toSend);
    const keys = new Set(told.map(({ fileKeys }) => fileKeys.join()));
    expect([...keys]).toEqual([expect.stringMatching(/График отпусков\.pdf$/)]);
    expect((await scene.messenger.waitFor('uploads', 1)).uploads).toBe(1);

    const other = String((await bring('Новый график.pdf', `${PDF} 2`)).body['id']);
    const edited = await scene.post(`/v1/campaigns/${campaign.id}/edit-sent`, {
      content: { ...content, files: [other] },
      expected_recipients: campaign.toSend,
      reason: 'Не тот файл',
    });
    expect(edited.status).toBe(202);
    await until(
      () => scene.get(`/v1/operations/${String(edited.body['id'])}`),
      (answer) => answer.body['status'] === 'succeeded',
    );
    for (const { fileKeys } of await scene.messenger.messages())
      expect(fileKeys).toEqual([expect.stringMatching(/Новый график\.pdf$/)]);
    const deleted = await product.call(api, { method: 'DELETE', path: `/v1/files/${id}`, language: 'ru' });
    expect(deleted).toMatchObject({ status: 409, body: { code: 'file_in_use', used_by: 'sent text' } });
  });

  it('that the messenger does not take hold the run; mended, it goes on to everybody', async () => {
    const id = String((await bring('Приказ.pdf', `${PDF} 3`)).body['id']);
    await scene.messenger.fault('scope_missing', {}, { operation: 'uploads.create' });
    const content = { format: 'pachca_markdown', template: 'Приказ во вложении.', files: [id] };
    const campaign = await scene.announce('everyone', { content });
    const { stopped } = await scene.reaches(campaign.id, 'paused');
    expect(stopped).toMatchObject({ by: 'system', code: 'file_refused' });
    await scene.messenger.clearFaults();
    await scene.post(`/v1/campaigns/${campaign.id}/resume`, {});
    await scene.reaches(campaign.id, 'completed');
    expect((await scene.stats(campaign.id))['sent']).toBe(campaign.toSend);
  });

  it('can be saved again, byte for byte, and never open as a page', async () => {
    const { body } = await bring('заметка.txt', 'привет');
    const response = await fetch(`${scene.api.url}/v1/files/${String(body['id'])}/content`, {
      headers: { authorization: `Bearer ${scene.product.apiKey}` },
    });
    expect(await response.text()).toBe('привет');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it.each([
    ['virus.exe', 'MZ', 422, 'file_type_refused', 'не принимаются'],
    ['virus.pdf', 'MZ', 422, 'file_type_refused', 'не соответствует расширению «pdf»'],
    ['empty.txt', '', 422, 'file_empty', 'Файл пуст'],
    ['large.txt', 'a'.repeat(10 * 1_024 * 1_024 + 1), 413, 'file_too_large', '10485760'],
  ])('%s is refused in words', async (...[name, content, status, code, sentence]) => {
    const refused = await bring(name, content);
    expect(refused).toMatchObject({ status, body: { code } });
    expect(String(refused.body['detail'])).toContain(sentence);
  });

  it('of ten megabytes are taken', async () => {
    const taken = await bring('largest.txt', 'a'.repeat(10 * 1_024 * 1_024));
    expect(taken).toMatchObject({ status: 201, body: { size: 10_485_760 } });
  });

  it('come in one part named file, and nowhere else', async () => {
    const field = new FormData();
    field.set('file', 'text');
    expect(await send(field)).toMatchObject({ status: 400, body: { code: 'malformed_request' } });
    expect(await bring('a.txt', 'a', 'attachment')).toMatchObject({ status: 400 });
    expect(await send('text')).toMatchObject({ status: 415, body: { accepted: ['multipart/form-data'] } });
    const form = new FormData();
    form.set('file', new Blob(['a']), 'a.txt');
    expect(await send(form, '/v1/campaigns')).toMatchObject({ status: 415 });
  });

  it('that nobody brought cannot be attached', async () => {
    const draft = (files: readonly unknown[]) =>
      scene.post('/v1/campaigns', {
        title: 'Без файла',
        content: { format: 'pachca_markdown', template: 'Текст', files },
        audience: { type: 'rules', include: [{ everyone: true }] },
      });
    for (const id of ['file_01kq3k8mehe8zbnn5q0wwz5bst', 'cmp_01kq3k8mehe8zbnn5q0wwz5bst', randomUUID()])
      expect(await draft([id])).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '#/content/files/0', code: 'unknown_file' }] },
      });
    expect(await draft([7])).toMatchObject({ status: 422, body: { errors: [{ code: 'wrong_type' }] } });
  });
});
