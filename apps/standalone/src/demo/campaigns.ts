import { systemClock } from '#lib/kernel';
import type { Rest } from './rest.js';

export interface CampaignView {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

export interface CheckView {
  readonly recipients: { readonly matched: number; readonly to_send: number };
}

export interface StatsView {
  readonly recipients: number;
  readonly pending: number;
  readonly sending: number;
  readonly unknown: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly read: number;
}

const TEXT = `Здравствуйте, {{ user.first_name | default: "коллега" }}!

**График отпусков на 2027 год** открыт. Выберите даты до 15 декабря.
Вопросы — в отдел кадров.`;

/** Every workplace of the simulated company has a tag, so together they are nearly everybody. */
export const EVERY_WORKPLACE = ['Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители'];

export interface NewCampaign {
  readonly title: string;
  readonly audience: unknown;
}

export function draft(api: Rest, input: NewCampaign): Promise<CampaignView> {
  return api.post<CampaignView>('/v1/campaigns', {
    title: input.title,
    content: { format: 'pachca_markdown', template: TEXT },
    audience: input.audience,
  });
}

/** What HR does: write, check the number, send to exactly that number. */
export async function announce(api: Rest, input: NewCampaign): Promise<CampaignView> {
  const campaign = await draft(api, input);
  const check = await api.post<CheckView>(`/v1/campaigns/${campaign.id}/check`, {});
  await api.post(`/v1/campaigns/${campaign.id}/send`, {
    expected_recipients: check.recipients.to_send,
    confirm_repeat: true,
    undo_window_s: 0,
  });
  return campaign;
}

/** Polls until `isDone`; the demo has nothing else to wake it up. */
export async function poll<T>(
  look: () => Promise<T>,
  isDone: (value: T) => boolean,
  everyMs = 300,
): Promise<T> {
  for (;;) {
    const value = await look();
    if (isDone(value)) return value;
    await systemClock.sleep(everyMs);
  }
}

export const stats = (api: Rest, id: string): Promise<StatsView> =>
  api.get<StatsView>(`/v1/campaigns/${id}/stats`);

/** Some campaigns in other states than «being sent», so that lists and filters have something to show. */
export async function seedOthers(api: Rest): Promise<void> {
  const heads = { type: 'rules', include: [{ tags_any: ['Руководители'] }], exclude: [] };
  await draft(api, { title: 'Новогодний график работы (черновик)', audience: heads });
  const paused = await announce(api, { title: 'Инвентаризация склада', audience: tagged('Склад') });
  await someHaveIt(api, paused);
  await api.post(`/v1/campaigns/${paused.id}/pause`, { reason: 'Ждём подтверждения даты' });
  const cancelled = await announce(api, { title: 'Учебная тревога', audience: tagged('Удалённо') });
  await someHaveIt(api, cancelled);
  await api.post(`/v1/campaigns/${cancelled.id}/cancel`, { reason: 'Перенесена' });
}

/** A pause or a cancel in the middle shows more than one before the first message. */
async function someHaveIt(api: Rest, campaign: CampaignView): Promise<void> {
  await poll(
    () => stats(api, campaign.id),
    (rows) => rows.sent + rows.skipped === rows.recipients || rows.sent > 0,
  );
}

function tagged(tag: string): unknown {
  return { type: 'rules', include: [{ tags_all: [tag] }], exclude: [] };
}
