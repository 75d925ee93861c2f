/** When a second person has to agree. */
export interface FourEyesRule {
  /** More people than this. */
  readonly above: number;
  /** Whoever the audience «everyone» is, however few. */
  readonly isForEveryone: boolean;
}

/** What a campaign comes to, for the rule. */
export interface Reach {
  /** Who would see it: recipients with those who may join late, and of chats their members. */
  readonly people: number;
  /** Whether its audience is «everyone». */
  readonly isEveryone: boolean;
}

/** Whether a campaign of this reach needs a second person's word. */
export function needsSecondPerson(
  { above, isForEveryone }: FourEyesRule,
  { people, isEveryone }: Reach,
): boolean {
  return people > above || (isForEveryone && isEveryone);
}
