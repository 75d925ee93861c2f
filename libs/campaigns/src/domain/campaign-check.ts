import type { Confirmation } from './confirmation.js';

/** Why something would go wrong, or not as meant, if the campaign were sent now. */
export interface CheckIssue {
  /** With an `error` the campaign cannot be sent; a `warning` is for people to weigh. */
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly detail: string;
  /** JSON pointer into the campaign. */
  readonly pointer?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What sending a campaign now would mean. */
export interface CampaignCheckResult {
  /** Whether there is no error. */
  readonly isOk: boolean;
  readonly recipients: {
    /** Whom the rule names. */
    readonly matched: number;
    /** Who would get a message. */
    readonly toSend: number;
    /** Who would not, by reason. */
    readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  };
  /** How many time zones the recipients live in. */
  readonly timeZoneCount: number;
  readonly estimate: {
    readonly durationSeconds: number;
    /** If it were sent at once. */
    readonly finishAt: Date;
    /** Messages a second, to a hundredth. */
    readonly ratePerSecond: number;
  };
  readonly issues: readonly CheckIssue[];
  /** What somebody who goes by this check agrees to. */
  readonly confirmation: Confirmation;
}
