import { plainContent } from '#lib/content';
import { type Campaign, CAMPAIGN_DEFAULTS, type CampaignValues } from './campaign.js';
import { changedCampaign, isSameToRecipients } from './changed-campaign.js';

const VALUES: CampaignValues = {
  ...CAMPAIGN_DEFAULTS,
  title: 'Планёрка',
  content: plainContent('Здравствуйте!'),
  audience: { type: 'rules', include: [{ tags_any: ['Склад'] }] },
  expiresAt: new Date('2030-01-07T07:00:00Z'),
};
const CAMPAIGN: Campaign = {
  ...VALUES,
  id: 'c',
  status: 'scheduled',
  version: 3,
  startsAt: null,
  frozenId: 'f',
  createdBy: 'key',
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

describe('a campaign that is changed', () => {
  it('is the same to those who get it by whatever name', () => {
    expect(isSameToRecipients(CAMPAIGN, { ...VALUES, title: 'Другое', externalId: 'hr-1' })).toBe(true);
  });

  it.each<Partial<CampaignValues>>([
    { content: plainContent('Здравствуйте.') },
    { audience: { type: 'rules', include: [{ everyone: true }] } },
    { target: { type: 'chat', chatIds: [1] } },
    { senderId: 'another' },
    { skipInvited: true },
    { skipGuests: true },
    { isMandatory: true },
    { onUnproven: 'hold' },
    { priority: 'urgent' },
    { ramp: { firstTo: [], sample: 10, maxFailurePercent: 5 } },
    { lateJoiners: { openUntil: new Date(0), atMost: 1 } },
    { expiresAt: new Date('2030-01-07T07:00:00.001Z') },
    { expiresAt: null },
  ])('is another one with %j', (change) => {
    expect(isSameToRecipients(CAMPAIGN, { ...VALUES, ...change })).toBe(false);
  });

  it('keeps its frozen people for as long as it is for the same audience', () => {
    const text = { ...VALUES, content: plainContent('Иначе') };
    expect(changedCampaign(CAMPAIGN, text)).toMatchObject({ ...text, id: 'c', frozenId: 'f' });
    for (const others of [{ skipGuests: true }, { skipInvited: true }, { audience: {} }])
      expect(changedCampaign(CAMPAIGN, { ...VALUES, ...others }).frozenId).toBeNull();
  });
});
