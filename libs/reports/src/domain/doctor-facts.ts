/** What the doctor looked at, as it was at one moment. */
export interface DoctorFacts {
  /** Runs that are open or ended in the last day and whose rows were counted. */
  readonly runsChecked: number;
  /** The same that were not counted: there are too many of them, or of their rows. */
  readonly runsSkipped: number;
  readonly violations: readonly {
    readonly runId: string;
    readonly campaignId: string;
    /** Which promise about its rows is broken. */
    readonly code: string;
    readonly count: number;
  }[];
  /** Second copies that were ever found, of those the ones that are away again, and the rest. */
  readonly duplicates: { readonly made: number; readonly removed: number; readonly visible: number };
  readonly doubts: {
    readonly open: number;
    /** Seconds; `null`: nothing is in doubt. */
    readonly oldestSeconds: number | null;
    /** Out of the lane, since their chats could not be read for long. */
    readonly parked: number;
    /** Proved absent, in campaigns that leave it to a person whether to send again. */
    readonly awaitingPerson: number;
  };
  /** Active bots without an avatar, whose messages carry no marker. */
  readonly unmarkedSenders: readonly string[];
  /** Channels of bots on which a marker does not come back. */
  readonly lostChannels: readonly { readonly senderId: string; readonly channel: string }[];
  /** Bots whose sends are kept back by too many doubts, and for how long. */
  readonly openBreakers: readonly { readonly senderId: string; readonly openS: number }[];
  /** Bots whose canary cannot be posted at all. */
  readonly canaryTroubles: readonly { readonly senderId: string; readonly outcome: string }[];
  readonly heldSenders: readonly { readonly senderId: string; readonly code: string }[];
  /** Runs that the system paused. */
  readonly heldRuns: readonly { readonly campaignId: string; readonly code: string }[];
  /** Why sending waits until chats have been read; `null`: nothing is known to be forgotten. */
  readonly safeMode: {
    readonly code: 'other_instance' | 'forgotten_send';
    readonly since: Date;
    /** Until when the database remembers, as far as it shows. */
    readonly restorePoint: Date | null;
  } | null;
  /** Deliveries whose chats are read before they may be sent: still to be read, and read in vain. */
  readonly verification: {
    readonly left: number;
    readonly unreadable: number;
    readonly campaigns: readonly string[];
  };
  /** Bots with messages of the last seven days that carry a marker of ours and that nobody here sent. */
  readonly foreignSenders: readonly { readonly senderId: string; readonly count: number }[];
  /** Changes that the guards in the database refused: ever, and in the last seven days. */
  readonly guardRefusals: { readonly ever: number; readonly recent: number };
  /** Bots of whose events something may have come and gone unseen after `from`; found out in the last seven days. */
  readonly eventGaps: readonly { readonly senderId: string; readonly from: Date }[];
  /** Bots with events of the last day that nothing could be made of, and how many. */
  readonly eventsGivenUp: readonly { readonly senderId: string; readonly count: number }[];
  /** Bots with forms that were sent and cannot be kept, and how many. */
  readonly formsFailing: readonly { readonly senderId: string; readonly count: number }[];
  /** Where events are posted to, and how well they are taken there; by public id. */
  readonly webhooks: readonly {
    readonly id: string;
    /** Why nothing is posted any more; `by_request`: as somebody wished. */
    readonly disabledBecause: 'failing' | 'gone' | 'by_request' | null;
    /** Seconds; `null`: the last post was taken. */
    readonly failingSeconds: number | null;
    readonly waiting: number;
    readonly oldestSeconds: number;
  }[];
  /** The clock of this process minus the database's. */
  readonly clockSkewMs: number;
  /** `null`: the directory was never read. */
  readonly directoryAgeSeconds: number | null;
  /** How old it may become in the course of things. */
  readonly directorySyncSeconds: number;
  /** Bytes of the files that messages carry, and how many they may have. */
  readonly files: { readonly usedBytes: number; readonly maxBytes: number };
  /** Of the last week, the newest first: who sent to many without a second person, and why. */
  readonly brokenGlass: readonly {
    readonly campaignId: string;
    readonly by: string;
    readonly at: Date;
    readonly reason: string | null;
  }[];
}
