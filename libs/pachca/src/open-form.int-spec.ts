import { systemClock } from '#lib/kernel';
import { type ModalForm } from './domain/modal-form.js';
import { PachcaClient } from './pachca-client.js';
import { type RequestClass } from './rate-gate.js';
import { errorsJson } from './testing/sample-answers.js';
import { reply, ScriptedServer } from './testing/scripted-server.js';

const FORM: ModalForm = {
  triggerId: 't',
  callbackId: 'c',
  privateMetadata: 'm',
  title: 'Вопрос',
  submitText: 'Отправить',
  closeText: 'Отмена',
  fields: [{ name: 'question', label: 'Что?', isMultiline: true, isRequired: true, maxLength: 2_000 }],
};

describe('a form', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(() => server.close());

  it('opens in time, says when its click was too old, and asks for none that is late', async () => {
    server.script = [reply(201, ''), reply(410, errorsJson({ code: 'trigger_expired', key: 'trigger_id' }))];
    const passed: RequestClass[] = [];
    const run = <T>(cls: RequestClass, request: () => Promise<T>): Promise<T> => {
      passed.push(cls);
      return request();
    };
    const gate = { run, hold: () => undefined };
    const client = new PachcaClient({ baseUrl: server.url, token: 'secret-token', gate });
    expect(await client.openForm(FORM, Infinity)).toBe('opened');
    expect(await client.openForm(FORM, Infinity)).toBe('expired');
    const late = client.openForm(FORM, systemClock.monotonicMs() - 1);
    await expect(late).rejects.toMatchObject({ kind: 'timeout', operation: 'POST /views/open' });
    expect(passed).toEqual(['other', 'other', 'other']);
    client.close();
    expect(server.requests).toHaveLength(2);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      type: 'modal',
      trigger_id: 't',
      callback_id: 'c',
      private_metadata: 'm',
      view: {
        title: 'Вопрос',
        submit_text: 'Отправить',
        close_text: 'Отмена',
        blocks: [
          {
            type: 'input',
            name: 'question',
            label: 'Что?',
            multiline: true,
            required: true,
            max_length: 2_000,
          },
        ],
      },
    });
  });
});
