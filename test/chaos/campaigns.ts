import { systemClock } from '#lib/kernel';
import type { ApiCaller } from './api-caller.js';

interface DirectoryPage {
  readonly data: readonly { readonly id: number; readonly bot: boolean }[];
  readonly page: { readonly next_cursor: string | null };
}

/** Everybody who can be written to, once the product has read the directory. */
export async function peopleOf(api: ApiCaller, atLeast: number): Promise<number[]> {
  for (;;) {
    const ids: number[] = [];
    let cursor = '';
    do {
      const { body } = await api.call({ path: `/v1/directory/users?limit=200&suspended=false${cursor}` });
      const { data, page } = body as unknown as DirectoryPage;
      ids.push(...data.filter(({ bot }) => !bot).map(({ id }) => id));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    if (ids.length >= atLeast) return ids;
    await systemClock.sleep(200);
  }
}

/**
 * Hands further bots of the messenger to the product, beside the one that it was started with.
 *
 * @returns the ids of all senders
 */
export async function sendersOf(api: ApiCaller, tokens: readonly string[]): Promise<string[]> {
  for (const [index, token] of tokens.entries()) {
    const added = await api.call({
      method: 'POST',
      path: '/v1/senders',
      body: { name: `Бот ${index + 2}`, token },
    });
    if (added.status !== 201) throw new Error(`The bot was not taken: ${JSON.stringify(added)}`);
  }
  const { body } = await api.call({ path: '/v1/senders' });
  return (body as unknown as { data: readonly { id: string }[] }).data.map(({ id }) => id);
}

export interface Announcement {
  /** Which bot; the oldest one unless given. */
  readonly senderId?: string;
  readonly people: readonly number[];
  readonly text: string;
}

/**
 * Draft and send.
 *
 * @returns the campaign's id, once the api has taken it
 * @throws when the api refuses
 */
export async function announce(api: ApiCaller, { senderId, people, text }: Announcement): Promise<string> {
  const draft = await api.call({
    method: 'POST',
    path: '/v1/campaigns',
    body: {
      title: 'Проверка',
      ...(senderId !== undefined && { sender_id: senderId }),
      content: { format: 'pachca_markdown', template: text },
      audience: { type: 'rules', include: [{ users: people }], exclude: [] },
    },
  });
  const id = String(draft.body['id']);
  const sent = await api.call({
    method: 'POST',
    path: `/v1/campaigns/${id}/send`,
    body: { expected_recipients: people.length, confirm_repeat: true },
  });
  if (sent.status !== 202) throw new Error(`The campaign was not taken: ${JSON.stringify(sent)}`);
  return id;
}
