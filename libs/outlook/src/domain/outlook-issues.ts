/** What a campaign meets on its day. */
export interface OutlookFigures {
  /** Of those who would get it: whose hours are closed when it begins. */
  readonly heldForHours: { readonly count: number; readonly until: Date | null };
  /** Of those who would get it: who has had as many notices that day as a person gets. */
  readonly heldForCap: { readonly count: number };
  /** `null`: it goes into chats, which nobody counts. */
  readonly sameDay: SameDay | null;
}

/** What else the same people get on that day. */
export interface SameDay {
  /** Of those who would get it: who gets something else, too. */
  readonly people: number;
  /** How many of them get how many others; the most first. */
  readonly byOthers: readonly { readonly others: number; readonly people: number }[];
}

interface OutlookIssue {
  readonly level: 'warning';
  readonly code: 'held_for_hours' | 'held_for_cap' | 'same_day_campaigns';
  readonly detail: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What people should weigh before they send it then. */
export function outlookIssues({ heldForHours, heldForCap, sameDay }: OutlookFigures): OutlookIssue[] {
  const issues: OutlookIssue[] = [];
  const { count, until } = heldForHours;
  if (count > 0 && until !== null) {
    const detail = `${count} of the recipients wait for the hours in which they may be written to, the last of them until ${until.toISOString()}. Urgent campaigns do not wait.`;
    const params = { count, until: until.toISOString() };
    issues.push({ level: 'warning', code: 'held_for_hours', detail, params });
  }
  if (heldForCap.count > 0) {
    const detail = `${heldForCap.count} of the recipients have had their notices for the day and wait for their next morning. Mandatory campaigns do not wait.`;
    issues.push({ level: 'warning', code: 'held_for_cap', detail, params: { count: heldForCap.count } });
  }
  const [most] = sameDay?.byOthers ?? [];
  if (sameDay !== null && most !== undefined) {
    const detail = `${sameDay.people} of the recipients get other campaigns on the same day; ${most.people} of them ${most.others}.`;
    const params = { people: sameDay.people, most_others: most.others, most_people: most.people };
    issues.push({ level: 'warning', code: 'same_day_campaigns', detail, params });
  }
  return issues;
}
