interface Place {
  readonly city: string;
  readonly timeZone: string;
  /** Hours ahead of UTC; Russian zones have had no summer time since 2014. */
  readonly utcOffsetHours: number;
  /** Share of the staff, in percent. */
  readonly weight: number;
}

/** Cities in all eleven Russian time zones. */
export const PLACES: readonly Place[] = [
  { city: 'Калининград', timeZone: 'Europe/Kaliningrad', utcOffsetHours: 2, weight: 3 },
  { city: 'Москва', timeZone: 'Europe/Moscow', utcOffsetHours: 3, weight: 33 },
  { city: 'Санкт-Петербург', timeZone: 'Europe/Moscow', utcOffsetHours: 3, weight: 12 },
  { city: 'Казань', timeZone: 'Europe/Moscow', utcOffsetHours: 3, weight: 5 },
  { city: 'Самара', timeZone: 'Europe/Samara', utcOffsetHours: 4, weight: 6 },
  { city: 'Екатеринбург', timeZone: 'Asia/Yekaterinburg', utcOffsetHours: 5, weight: 11 },
  { city: 'Омск', timeZone: 'Asia/Omsk', utcOffsetHours: 6, weight: 4 },
  { city: 'Новосибирск', timeZone: 'Asia/Novosibirsk', utcOffsetHours: 7, weight: 8 },
  { city: 'Красноярск', timeZone: 'Asia/Krasnoyarsk', utcOffsetHours: 7, weight: 4 },
  { city: 'Иркутск', timeZone: 'Asia/Irkutsk', utcOffsetHours: 8, weight: 4 },
  { city: 'Якутск', timeZone: 'Asia/Yakutsk', utcOffsetHours: 9, weight: 2 },
  { city: 'Владивосток', timeZone: 'Asia/Vladivostok', utcOffsetHours: 10, weight: 5 },
  { city: 'Южно-Сахалинск', timeZone: 'Asia/Sakhalin', utcOffsetHours: 11, weight: 2 },
  { city: 'Петропавловск-Камчатский', timeZone: 'Asia/Kamchatka', utcOffsetHours: 12, weight: 1 },
];

const OFFSETS = new Map(PLACES.map((place) => [place.timeZone, place.utcOffsetHours]));

/**
 * Hours ahead of UTC. Zones outside the table (people added over `/_sim`) are looked up once and keep the offset of
 * that day; an unknown zone, and none, count as Moscow, where this company sits.
 */
export function utcOffsetHours(timeZone: string | null): number {
  if (timeZone === null) return 3;
  const known = OFFSETS.get(timeZone);
  if (known !== undefined) return known;
  const looked = lookUp(timeZone);
  OFFSETS.set(timeZone, looked);
  return looked;
}

function lookUp(timeZone: string): number {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(new Date()).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
    if (match === null) return 0;
    const hours = Number(match[2]) + Number(match[3]) / 60;
    return match[1] === '-' ? -hours : hours;
  } catch {
    return 3;
  }
}
