/** What a text may say of its reader: `{{ user.first_name }}` and so on. */
export const USER_FIELDS = [
  'first_name',
  'last_name',
  'full_name',
  'nickname',
  'department',
  'title',
] as const;
export type UserField = (typeof USER_FIELDS)[number];

/** Fields that a person may lack; without `default:` they leave a hole in the text. */
export const NULLABLE_FIELDS: readonly UserField[] = ['first_name', 'last_name', 'department', 'title'];

const OUTPUT = /\{\{-?\s*user\.(\w+)\s*([^}]*)\}\}/g;

/** Nullable fields that the text shows without a fallback, each once, in the order of the text. */
export function fieldsWithoutFallback(template: string): UserField[] {
  const shown = [...template.matchAll(OUTPUT)]
    .filter(([, , filters]) => !/\|\s*default\s*:/.test(filters ?? ''))
    .map(([, field]) => field);
  return NULLABLE_FIELDS.filter((field) => shown.includes(field));
}
