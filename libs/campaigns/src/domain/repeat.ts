import { publicId } from '#lib/kernel';

/** That a text goes, within some days, to people most of whom it went to already. */
export interface Repeat {
  readonly days: number;
  /** Who would get it now. */
  readonly recipients: number;
  /** Of them, how many have got it, or are about to, from campaigns of these days. */
  readonly sameRecipients: number;
  /** Uuid of the campaign that reaches the most of them. */
  readonly campaignId: string;
  readonly sentAt: Date;
  /** Public id of who launched it. */
  readonly sentBy: string;
}

/** From more than half of the same people on, it looks like a second press of the button. */
export function isRepeat({
  recipients,
  sameRecipients,
}: Pick<Repeat, 'recipients' | 'sameRecipients'>): boolean {
  return sameRecipients * 2 > recipients;
}

/** What a repeat is told with, to people and to programs. */
export interface RepeatFacts extends Readonly<Record<string, unknown>> {
  readonly days: number;
  readonly recipients: number;
  readonly same_recipients: number;
  readonly campaign_id: string;
  readonly sent_at: string;
  readonly sent_by: string;
}

export function repeatFacts({ campaignId, sentAt, ...repeat }: Repeat): RepeatFacts {
  return {
    days: repeat.days,
    recipients: repeat.recipients,
    same_recipients: repeat.sameRecipients,
    campaign_id: publicId('cmp', campaignId),
    sent_at: sentAt.toISOString(),
    sent_by: repeat.sentBy,
  };
}

export function repeatSentence(facts: RepeatFacts): string {
  const { recipients, same_recipients, days, campaign_id, sent_at, sent_by } = facts;
  return (
    `${same_recipients} of the ${recipients} recipients were sent the same text within ${days} d: ` +
    `${campaign_id}, launched at ${sent_at} by ${sent_by}.`
  );
}
