import type { Transitions } from '#lib/kernel';

/** The enum `campaign_status`, in its order. */
export const CAMPAIGN_STATUSES = ['draft', 'running', 'completed', 'cancelled'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/**
 * A campaign is a draft until it is sent; then its run carries the life and the campaign follows.
 *
 *     draft ──launch──▶ running ──every row is closed──▶ completed
 *                          │  ▲                           │
 *                          │  └──retry of those given up──┘
 *                          └──cancel, rows closed──▶ cancelled
 */
export const CAMPAIGN_TRANSITIONS: Transitions<CampaignStatus> = {
  draft: ['running'],
  running: ['completed', 'cancelled'],
  completed: ['running'],
  cancelled: [],
};
