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

/** The field at a variable's path, such as `['user', 'title']`; `null` where there is none. */
export function fieldAt(path: readonly unknown[]): UserField | null {
  const [root, name, ...deeper] = path;
  if (root !== 'user' || deeper.length > 0) return null;
  return USER_FIELDS.find((field) => field === name) ?? null;
}
