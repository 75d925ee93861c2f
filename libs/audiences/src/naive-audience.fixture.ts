import { createHash } from 'node:crypto';
import {
  CHAT,
  IN_CHAT,
  listId,
  MEMBERS,
  nameOf,
  OPTED_OUT,
  RESULTS,
  type Someone,
} from './audience-world.fixture.js';
import { type Audience, type Selector, SKIP_REASONS } from './domain/audience.js';
import { planOf } from './domain/audience-plan.js';
import type { SavedRule } from './domain/saved-audience.js';

interface Options {
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
}

interface Row {
  readonly recipient_id: number;
  readonly included_by: string;
  readonly excluded_by: string | null;
  readonly is_repeated: boolean;
  readonly skip_reason: string | null;
}

/** Test only: the rules of an audience, read one person and one selector at a time. */
export class NaiveAudience {
  private readonly saved: ReadonlyMap<string, SavedRule>;

  constructor(
    private readonly people: readonly Someone[],
    rulesById: Readonly<Record<string, Audience>>,
  ) {
    const all = [...Object.entries(rulesById), [listId ?? '', null] as const];
    this.saved = new Map(all.map(([id, rule]) => [id, { id, name: nameOf(id), rules: rule }]));
  }

  rows(audience: Audience, options: Options): Row[] {
    return this.people.flatMap((one) => {
      const included = audience.include.flatMap((selector) => this.reasons(one, selector));
      const [label] = included;
      if (label === undefined || one.hasLeft) return [];
      const [excludedBy = null] = audience.exclude.flatMap((selector) => this.reasons(one, selector));
      const places = new Set(
        audience.include.flatMap((selector, n) =>
          this.matches(one, selector) ? ['everyone' in selector ? 'everyone' : n] : [],
        ),
      );
      return [
        {
          recipient_id: one.id,
          included_by: label,
          excluded_by: excludedBy,
          is_repeated: places.size > 1,
          skip_reason: skipReason(one, excludedBy, options),
        },
      ];
    });
  }

  /** Labels of the single values by which a selector of the list itself has somebody. */
  private reasons(one: Someone, selector: Selector): string[] {
    return planOf([selector], this.saved).labels.flatMap((label, n) => {
      const single = singleOf(selector, n);
      return this.matches(one, single) ? [label] : [];
    });
  }

  private matches(one: Someone, selector: Selector): boolean {
    if ('all_of' in selector) return selector.all_of.every((part) => this.matches(one, part));
    if ('everyone' in selector) return true;
    if ('chats' in selector) return selector.chats.includes(CHAT) && IN_CHAT.includes(one.id);
    if ('users' in selector) return selector.users.includes(one.id);
    if ('tags_any' in selector) return selector.tags_any.some((tag) => one.tags.includes(tag));
    if ('tags_all' in selector) return selector.tags_all.every((tag) => one.tags.includes(tag));
    if ('departments' in selector)
      return one.department !== null && selector.departments.includes(one.department);
    if ('titles' in selector) return one.title !== null && selector.titles.includes(one.title);
    if ('roles' in selector) return selector.roles.some((role) => role === one.role);
    if ('time_zones' in selector) return selector.time_zones.includes(one.timeZone ?? 'company');
    if ('custom_property' in selector) {
      const { name, values } = selector.custom_property;
      return name === 'Грейд' && one.property !== null && values.includes(one.property);
    }
    if ('run_results' in selector)
      return selector.run_results.results.some((result) => RESULTS[one.id]?.includes(result) === true);
    return selector.audiences.some((id) => {
      const rule = this.saved.get(id)?.rules ?? null;
      if (rule === null) return MEMBERS.includes(one.id);
      return (
        rule.include.some((part) => this.matches(one, part)) &&
        !rule.exclude.some((part) => this.matches(one, part))
      );
    });
  }
}

/** The n-th different value of a selector, alone. */
function singleOf(selector: Selector, n: number): Selector {
  const nth = <T>(values: readonly T[]): T[] => [...new Set(values)].slice(n, n + 1);
  if ('tags_any' in selector) return { tags_any: nth(selector.tags_any) };
  if ('departments' in selector) return { departments: nth(selector.departments) };
  if ('titles' in selector) return { titles: nth(selector.titles) };
  if ('roles' in selector) return { roles: nth(selector.roles) };
  if ('time_zones' in selector) return { time_zones: nth(selector.time_zones) };
  if ('chats' in selector) return { chats: nth(selector.chats) };
  if ('audiences' in selector) return { audiences: nth(selector.audiences) };
  if ('custom_property' in selector) {
    const { name, values } = selector.custom_property;
    return { custom_property: { name, values: nth(values) } };
  }
  if ('run_results' in selector) {
    const { run_id, results } = selector.run_results;
    return { run_results: { run_id, results: nth(results) } };
  }
  return selector;
}

function skipReason(one: Someone, excludedBy: string | null, options: Options): string | null {
  if (excludedBy !== null) return 'excluded';
  if (one.isBot) return 'bot';
  if (one.isSuspended) return 'suspended';
  if (OPTED_OUT.includes(one.id)) return 'opted_out';
  if (options.skipGuests && one.role.endsWith('guest')) return 'guest';
  return options.skipInvited && one.invite !== 'confirmed' ? 'invite_pending' : null;
}

export function figures(people: readonly Someone[], found: readonly Row[]): unknown {
  const toSend = found.filter((row) => row.skip_reason === null);
  const those = people.filter(({ id }) => toSend.some((row) => row.recipient_id === id));
  const lines = found.map((row) =>
    row.skip_reason === null ? String(row.recipient_id) : `${row.recipient_id}:${row.skip_reason}`,
  );
  return {
    matched: found.length,
    repeated: found.filter((row) => row.is_repeated).length,
    toSend: toSend.length,
    skipped: SKIP_REASONS.map((reason) => ({
      reason,
      count: found.filter((row) => row.skip_reason === reason).length,
    })).filter(({ count }) => count > 0),
    guests: those.filter(({ role }) => role.endsWith('guest')).length,
    invited: those.filter(({ invite }) => invite !== 'confirmed').length,
    timeZones: new Set(those.map(({ timeZone }) => timeZone)).size,
    digest: createHash('sha256').update(lines.join('\n')).digest('hex'),
  };
}
