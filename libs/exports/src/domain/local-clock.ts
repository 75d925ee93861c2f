/** Languages that files are written in. */
export const EXPORT_LANGUAGES = ['ru', 'en'] as const;
/** Of headings, words and dates; what people wrote stays as they wrote it. */
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** Whether this is the IANA name of a zone; offsets such as +03:00 are none, for they know no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Minutes of which the offset is remembered: a fortnight of them, about 2 MB. */
const REMEMBERED = 20_160;

/**
 * What the clocks of one zone showed. The offset is asked once a minute of the data: `Intl` takes microseconds for each
 * question, and a file of a hundred thousand rows has half a million of them.
 */
export class LocalClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @param timeZone IANA name @throws RangeError for any other */
  constructor(readonly timeZone: string) {
    this.format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  }

  /** Milliseconds to add to UTC. */
  offsetMs(atMs: number): number {
    const minute = Math.floor(atMs / MINUTE_MS);
    const known = this.offsets.get(minute);
    if (known !== undefined) return known;
    if (this.offsets.size >= REMEMBERED) this.offsets.clear();
    const offset = this.ask(atMs);
    this.offsets.set(minute, offset);
    return offset;
  }

  /** To the second, as people of the language write it and Excel reads it: 22.11.2026 10:42:00, 2026-11-22 10:42:00. */
  shown(atMs: number, language: ExportLanguage): string {
    const { year, month, day, time } = civil(atMs + this.offsetMs(atMs));
    const date = language === 'ru' ? `${day}.${month}.${year}` : `${year}-${month}-${day}`;
    return `${date} ${time}`;
  }

  /** RFC 3339 with the offset: 2026-11-22T10:42:00.000+03:00. */
  rfc3339(atMs: number): string {
    const offset = this.offsetMs(atMs);
    const { year, month, day, time } = civil(atMs + offset);
    const millis = String(((atMs % 1_000) + 1_000) % 1_000).padStart(3, '0');
    const minutes = Math.round(Math.abs(offset) / MINUTE_MS);
    const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${year}-${month}-${day}T${time}.${millis}${zone}`;
  }

  /** Days since 30 December 1899 by the local clock: how spreadsheets write a moment. To the second. */
  serial(atMs: number): number {
    return Math.floor((atMs + this.offsetMs(atMs)) / 1_000) / 86_400 + 25_569;
  }

  private ask(atMs: number): number {
    const name = this.format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name) ?? [];
    const size = Number(hours) * 3_600_000 + Number(minutes) * MINUTE_MS + Number(seconds) * 1_000;
    return sign === '-' ? -size : size;
  }
}

interface Civil {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** HH:MM:SS */
  readonly time: string;
}

/** Calendar of a count of milliseconds, by Howard Hinnant's civil_from_days; any year from 0 on. */
function civil(localMs: number): Civil {
  const days = Math.floor(localMs / DAY_MS);
  const seconds = Math.floor((localMs - days * DAY_MS) / 1_000);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year: String(year).padStart(4, '0'),
    month: two(month),
    day: two(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1),
    time: `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
