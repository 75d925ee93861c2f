export type QueryValue = string | number | boolean | Date | readonly string[] | undefined;

/**
 * A query string with its question mark, or nothing. Lists go as `name[]=a&name[]=b`, which is what every client of
 * the vendor sends, whatever its OpenAPI document says; times as UTC with milliseconds.
 */
export function queryString(values: Readonly<Record<string, QueryValue>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === 'object' && !(value instanceof Date)) {
      for (const item of value) query.append(`${name}[]`, item);
    } else {
      query.append(name, value instanceof Date ? value.toISOString() : String(value));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
