/** What is said of one place of a request, from the facts that the finding brings along. */
export type Sentence = (params: Readonly<Record<string, unknown>>) => string;

/** One value or several, as a person reads them. */
export const listed = (value: unknown): string => [value].flat().map(String).join(', ');

/** Whether a fact that lists something lists nothing. */
export const isNone = (value: unknown): boolean => [value].flat().length === 0;
