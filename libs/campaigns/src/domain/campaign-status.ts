import type { Transitions } from '#lib/kernel';

/** The enum `campaign_status`, in its order. */
export const CAMPAIGN_STATUSES = [
  'draft',
  'awaiting_approval',
  'scheduled',
  'running',
  'completed',
  'cancelled',
] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/**
 * A campaign is a draft until it is sent; then its run carries the life and the campaign follows. One that is scheduled
 * again and again stays `scheduled` while its runs come and go; with the last of them it is `running`. One to many
 * people may wait as `awaiting_approval` before all that, for a second person's word.
 *
 *     draft ──launch──▶ running ──every row is closed──▶ completed
 *      │  ▲               ▲│  ▲                           │
 *   schedule unschedule   ││  └──retry of those given up──┘
 *      ▼  │               │└──cancel, rows closed──▶ cancelled
 *     scheduled ──launch──┘
 *         └──the rule has ended, its runs are over──▶ completed
 */
export const CAMPAIGN_TRANSITIONS: Transitions<CampaignStatus> = {
  draft: ['awaiting_approval', 'scheduled', 'running'],
  awaiting_approval: ['draft', 'scheduled', 'running'],
  scheduled: ['draft', 'running', 'completed'],
  running: ['completed', 'cancelled'],
  completed: ['running'],
  cancelled: [],
};
