/**
 * What stood in an answer's body.
 *
 * `foreign` is anything that is not JSON: a proxy's error page, a load balancer's text. The API itself answers JSON
 * or nothing, so a foreign body means that somebody else answered.
 */
export type AnswerBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'foreign' };

export function parseAnswerBody(text: string): AnswerBody {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'foreign' };
  }
}
