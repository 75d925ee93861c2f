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

/** What a text may say of the campaign: `{{ campaign.title }}`. */
export const CAMPAIGN_FIELDS = ['title'] as const;
export type CampaignField = (typeof CAMPAIGN_FIELDS)[number];

/**
 * A field as a text names it. `custom.Город` is a property that the workspace has added to its people; one whose name is
 * no word is written `custom["Дата приёма"]`.
 */
export type FieldName = `user.${UserField}` | `campaign.${CampaignField}` | `custom.${string}`;

/** Fields of the directory that a person may lack; without `default:` they leave a hole in the text. */
const NULLABLE: readonly UserField[] = ['first_name', 'last_name', 'department', 'title'];

/** Longest name of a property, in characters; the messenger's own are shorter. */
const MAX_CUSTOM_NAME = 255;
const FORBIDDEN_NAMES = ['__proto__', 'constructor', 'prototype'];
export const CUSTOM_PREFIX = 'custom.';

/** Every field that the workspace itself knows, for those who mistyped one. */
export const KNOWN_FIELDS: readonly string[] = [
  ...USER_FIELDS.map((name) => `user.${name}`),
  ...CAMPAIGN_FIELDS.map((name) => `campaign.${name}`),
  'custom.<property>',
];

/** The field at a variable's path, such as `['user', 'title']`; `null` where there is none. */
export function fieldAt(path: readonly unknown[]): FieldName | null {
  const [root, name, ...deeper] = path;
  if (typeof name !== 'string' || deeper.length > 0) return null;
  switch (root) {
    case 'user':
      return isOneOf(USER_FIELDS, name) ? `user.${name}` : null;
    case 'campaign':
      return isOneOf(CAMPAIGN_FIELDS, name) ? `campaign.${name}` : null;
    case 'custom':
      return isCustomName(name) ? `custom.${name}` : null;
    default:
      return null;
  }
}

/** Whether a person may lack it. */
export function isNullable(field: FieldName): boolean {
  return field.startsWith(CUSTOM_PREFIX) || NULLABLE.some((name) => field === `user.${name}`);
}

/** The property's name of a `custom.` field; `null` for the others. */
export function customName(field: string): string | null {
  return field.startsWith(CUSTOM_PREFIX) ? field.slice(CUSTOM_PREFIX.length) : null;
}

function isCustomName(name: string): boolean {
  return name.trim() !== '' && name.length <= MAX_CUSTOM_NAME && !FORBIDDEN_NAMES.includes(name);
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
