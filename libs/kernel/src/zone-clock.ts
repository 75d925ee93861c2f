/** Seconds by which the clocks of time zones are ahead of UTC; one for each report, since it remembers what it has asked. */
export class ZoneClock {
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly offsets = new Map<string, number>();

  /** @param companyZone IANA name; of people who have no zone, or one that nobody knows */
  constructor(private readonly companyZone: string) {}

  /** @param second since 1970 */
  offsetOf(timeZone: string | null, second: number): number {
    const zone = timeZone ?? this.companyZone;
    const quarter = Math.floor(second / QUARTER_S);
    const key = `${zone} ${quarter}`;
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const offset = this.ask(zone, quarter * QUARTER_S);
    this.offsets.set(key, offset);
    return offset;
  }

  private ask(zone: string, second: number): number {
    const parts = this.formatOf(zone).formatToParts(second * 1_000);
    const of = (wanted: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
    const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return local / 1_000 - second;
  }

  private formatOf(zone: string): Intl.DateTimeFormat {
    const known = this.formats.get(zone);
    if (known !== undefined) return known;
    const made = formatOf(zone) ?? formatOf(this.companyZone) ?? formatOf('UTC');
    if (made === null) throw new Error('This machine does not know UTC.');
    this.formats.set(zone, made);
    return made;
  }
}

/** No zone changes its clock within a quarter of an hour. */
const QUARTER_S = 900;

/** `null`: there is no such zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return null;
  }
}
