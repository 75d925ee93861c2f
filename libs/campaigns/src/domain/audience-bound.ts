/** How much the people of a scheduled campaign may have changed since somebody agreed to them. */
export interface AudienceBound {
  /** Per cent of the number that was agreed to, up and down; `null`: nobody may be another. */
  readonly percent: number | null;
  /** Most people in any case; `null`: no such limit. */
  readonly maxRecipients: number | null;
}

interface Agreed {
  readonly count: number;
  readonly digest: string;
}

/** Why people of now may not be sent to unasked, for whoever is to decide; `null`: they may. */
export function outsideOf(
  { percent, maxRecipients }: AudienceBound,
  agreed: Agreed,
  now: { readonly toSend: number; readonly digest: string },
): string | null {
  const numbers = `${agreed.count} people were agreed to, and it is ${now.toSend} now`;
  const ask = 'Resume to send to those of now, or cancel.';
  if (maxRecipients !== null && now.toSend > maxRecipients) {
    return `${numbers}, more than the ${maxRecipients} that were allowed. ${ask}`;
  }
  if (percent === null)
    return now.digest === agreed.digest ? null : `The audience has changed: ${numbers}. ${ask}`;
  const allowed = (agreed.count * percent) / 100;
  if (Math.abs(now.toSend - agreed.count) <= allowed) return null;
  return `${numbers}, which is more than ${percent} per cent off. ${ask}`;
}
