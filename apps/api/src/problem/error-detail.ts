import type { ErrorDetail } from '#lib/kernel';
import { DETAIL_TEXTS } from './detail-texts.js';
import type { Language } from './language.js';
import { LIB_DETAIL_TEXTS } from './lib-detail-texts.js';

/** A place with its English sentence, for problems that are found here and not in a lib. */
export function detailAt(where: Omit<ErrorDetail, 'detail'>): ErrorDetail {
  return { ...where, detail: ownSentence(where, 'en') ?? `${placeOf(where)} is not valid (${where.code}).` };
}

/** The place in the words of `language`; in English where there is no translation. */
export function localDetail(errorCode: string, detail: ErrorDetail, language: Language): ErrorDetail {
  if (language === 'en') return detail;
  // The same code may mean something more special in a lib: only a sentence that was made here is ours to translate.
  const isOwn = detail.detail === ownSentence(detail, 'en');
  const libSentence = LIB_DETAIL_TEXTS[`${errorCode}.${detail.code}`];
  if (isOwn) return { ...detail, detail: ownSentence(detail, language) ?? detail.detail };
  if (libSentence === undefined) return detail;
  return { ...detail, detail: `${placeOf(detail)}: ${libSentence(detail.params ?? {})}` };
}

/** Several places as one text, each with its name, the first few of many. */
export function summaryOf(details: readonly ErrorDetail[], language: Language): string {
  const shown = details.slice(0, MAX_SUMMARISED).map((detail) => {
    const place = placeOf(detail);
    return detail.detail.startsWith(place) ? detail.detail : `${place}: ${detail.detail}`;
  });
  const rest = details.length - shown.length;
  if (rest > 0) shown.push(language === 'ru' ? `И ещё ${rest}.` : `And ${rest} more.`);
  return shown.join(' ');
}

const MAX_SUMMARISED = 5;

function ownSentence(where: Omit<ErrorDetail, 'detail'>, language: Language): string | null {
  const sentence = DETAIL_TEXTS[where.code]?.[language];
  if (sentence === undefined) return null;
  return `${placeOf(where)}${language === 'ru' ? ':' : ''} ${sentence(where.params ?? {})}`;
}

/** `«content.template»` for a pointer, `«limit»` for a parameter. */
function placeOf({ pointer, parameter }: Omit<ErrorDetail, 'detail'>): string {
  if (parameter !== undefined) return `«${parameter}»`;
  const path = decodeURIComponent(pointer ?? '')
    .replace(/^#\//, '')
    .replaceAll('/', '.');
  return path === '' || path === '#' ? '«body»' : `«${path}»`;
}
