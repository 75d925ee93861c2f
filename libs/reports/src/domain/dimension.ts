/** What people are told apart by, besides the fields of the workspace's own. */
export const DIMENSIONS = ['department', 'tag', 'title', 'time_zone'] as const;

/** One of `DIMENSIONS`, or the name of a field of the workspace. */
export type Dimension = (typeof DIMENSIONS)[number] | { readonly property: string };

const PREFIX = 'custom.';

/** `custom.{name}` for a field of the workspace. */
export const dimensionName = (dimension: Dimension): string =>
  typeof dimension === 'string' ? dimension : `${PREFIX}${dimension.property}`;

/** `null`: no such dimension can be. */
export function dimensionOf(name: string): Dimension | null {
  const known = DIMENSIONS.find((each) => each === name);
  if (known !== undefined) return known;
  return name.startsWith(PREFIX) && name.length > PREFIX.length
    ? { property: name.slice(PREFIX.length) }
    : null;
}
