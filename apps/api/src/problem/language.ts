/** Languages in which people are told what went wrong. */
export type Language = 'en' | 'ru';

/**
 * The better of the two by an `Accept-Language` header (RFC 9110, 12.5.4): Russian only where it is preferred to
 * English; English where neither is named.
 */
export function languageOf(header: string | undefined): Language {
  const weights = { ru: 0, en: 0 };
  for (const range of (header ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = range.trim().split(';');
    const language = tag.trim().split('-')[0];
    if (language !== 'ru' && language !== 'en') continue;
    weights[language] = Math.max(weights[language], weightOf(parameters));
  }
  return weights.ru > weights.en ? 'ru' : 'en';
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters
    .map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  return quality === undefined ? 1 : Number(quality);
}
