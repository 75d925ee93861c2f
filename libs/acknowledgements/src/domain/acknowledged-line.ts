/** The zone of people who have none of their own: the company's. The messenger does not tell it. */
const COMPANY_ZONE = 'Europe/Moscow';
/** What an acknowledgement is called where the button does not say it better. */
const ACKNOWLEDGED = 'Ознакомлен';

/**
 * The line under a message that was confirmed, such as «✅ Ознакомлен · 22 ноября, 11:21», in the person's own time.
 *
 * @param answer text of the button that was chosen; `null`: the plain acknowledgement
 */
export function acknowledgedLine(answer: string | null, at: Date, timeZone: string | null): string {
  const word = answer?.trim() ?? ACKNOWLEDGED;
  return `✅ ${word} · ${dayAndTime(at, timeZone ?? COMPANY_ZONE)}`;
}

function dayAndTime(at: Date, timeZone: string): string {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('day')} ${part('month')}, ${part('hour')}:${part('minute')}`;
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const shown = {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('ru-RU', { ...shown, timeZone });
  } catch {
    // A zone that this runtime does not know: what the messenger calls so may be newer.
    return new Intl.DateTimeFormat('ru-RU', { ...shown, timeZone: COMPANY_ZONE });
  }
}
