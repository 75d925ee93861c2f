import { systemClock } from '#lib/kernel';
import type { components, VestnikClient } from '#lib/client';

export type CampaignView = components['schemas']['CampaignDto'];
export type StatsView = components['schemas']['StatsDto'];
type Audience = components['schemas']['Audience'];

const TEXT = `Здравствуйте, {{ user.first_name | default: "коллега" }}!

**График отпусков на 2027 год** открыт. Выберите даты до 15 декабря.
Вопросы — в отдел кадров.`;

/** Every workplace of the simulated company has a tag, so together they are nearly everybody. */
export const EVERY_WORKPLACE = ['Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители'];

export interface NewCampaign {
  readonly title: string;
  readonly audience: Audience;
}

function draft(vestnik: VestnikClient, input: NewCampaign): Promise<CampaignView> {
  const { title, audience } = input;
  return vestnik.post('/v1/campaigns', {
    body: { title, content: { format: 'pachca_markdown', template: TEXT }, audience },
  });
}

/** What HR does: write, check the number, send to exactly that number. */
export async function announce(vestnik: VestnikClient, input: NewCampaign): Promise<CampaignView> {
  const campaign = await draft(vestnik, input);
  const params = of(campaign.id);
  const check = await vestnik.post('/v1/campaigns/{campaign_id}/check', { params });
  await vestnik.post('/v1/campaigns/{campaign_id}/send', {
    params,
    body: { expected_recipients: check.recipients.to_send, confirm_repeat: true, undo_window_s: 0 },
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

export const stats = (vestnik: VestnikClient, id: string): Promise<StatsView> =>
  vestnik.get('/v1/campaigns/{campaign_id}/stats', { params: of(id) });

/** Some campaigns in other states than «being sent», so that lists and filters have something to show. */
export async function seedOthers(vestnik: VestnikClient): Promise<void> {
  await draft(vestnik, { title: 'Новогодний график работы (черновик)', audience: tagged('Руководители') });
  const paused = await announce(vestnik, { title: 'Инвентаризация склада', audience: tagged('Склад') });
  await someHaveIt(vestnik, paused);
  await vestnik.post('/v1/campaigns/{campaign_id}/pause', {
    params: of(paused.id),
    body: { reason: 'Ждём подтверждения даты' },
  });
  const cancelled = await announce(vestnik, { title: 'Учебная тревога', audience: tagged('Удалённо') });
  await someHaveIt(vestnik, cancelled);
  await vestnik.post('/v1/campaigns/{campaign_id}/cancel', {
    params: of(cancelled.id),
    body: { reason: 'Перенесена' },
  });
}

/** A pause or a cancel in the middle shows more than one before the first message. */
async function someHaveIt(vestnik: VestnikClient, campaign: CampaignView): Promise<void> {
  await poll(
    () => stats(vestnik, campaign.id),
    (rows) => rows.sent + rows.skipped === rows.recipients || rows.sent > 0,
  );
}

/** Everybody with one of these tags. */
export function tagged(...tags: readonly string[]): Audience {
  return { type: 'rules', include: [{ tags_any: tags }], exclude: [] };
}

function of(campaignId: string): { readonly path: { readonly campaign_id: string } } {
  return { path: { campaign_id: campaignId } };
}
