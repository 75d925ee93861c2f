/** How one stable code is told over HTTP. */
export interface ProblemKind {
  readonly status: number;
  readonly title: { readonly en: string; readonly ru: string };
  /** The sentence in Russian where no places are named; the English one is the error's own message. */
  readonly detailRu: (facts: Facts) => string;
}

type Facts = Readonly<Record<string, unknown>>;

/** Numbers and words of an error, written into a sentence. */
export const say = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : JSON.stringify(value ?? '?');
