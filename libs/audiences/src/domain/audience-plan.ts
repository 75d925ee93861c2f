import { uuidOf } from '#lib/kernel';
import { COMPANY_ZONE, type RunResult, type Selector, type SimpleSelector } from './audience.js';
import { labelOf } from './labels.js';
import type { SavedRule } from './saved-audience.js';

/**
 * Selectors taken apart into columns, so that SQL of a fixed shape serves every audience. A `node` is a set of people:
 * a leaf is what the directory or the ledger knows, a composite is made of other nodes. The nodes that begin the
 * numbering are those of the list of selectors itself, one for each value where a selector has several; the smallest
 * of them that holds somebody is the reason why they are in.
 */
export interface AudiencePlan {
  readonly leaves: Leaves;
  /** Composites by height: those of one level are made of leaves and of lower levels. */
  readonly levels: readonly (readonly Edge[])[];
  /** What each of the first nodes is called, by node. */
  readonly labels: readonly string[];
  /** Place in the list of selectors, by node. */
  readonly selectors: readonly number[];
}

/** A composite holds whom `needed` of its positive children and none of the negative ones hold. */
export interface Edge {
  readonly parent: number;
  readonly child: number;
  readonly needed: number;
  readonly isNegative: boolean;
}

interface Valued {
  readonly node: number;
  readonly value: string;
}

export interface Leaves {
  readonly everyone: readonly number[];
  readonly anyTag: readonly Valued[];
  /** `needed`: how many different tags the selector names. */
  readonly allTags: readonly (Valued & { readonly needed: number })[];
  readonly departments: readonly Valued[];
  readonly titles: readonly Valued[];
  readonly properties: readonly (Valued & { readonly name: string })[];
  readonly roles: readonly Valued[];
  /** An empty value is the company's zone. */
  readonly timeZones: readonly Valued[];
  readonly users: readonly { readonly node: number; readonly id: number }[];
  readonly chats: readonly { readonly node: number; readonly id: number }[];
  /** Saved lists, by uuid. */
  readonly lists: readonly Valued[];
  readonly runResults: readonly {
    readonly node: number;
    readonly runId: string;
    readonly result: RunResult;
  }[];
}

/** @param saved all saved audiences that the selectors come to, free of circles (see `refuseNesting`) */
export function planOf(selectors: readonly Selector[], saved: ReadonlyMap<string, SavedRule>): AudiencePlan {
  const entries: { readonly selector: Selector; readonly place: number }[] = [];
  selectors.forEach((selector, place) => {
    // A second `everyone` would only double the rows to walk.
    if ('everyone' in selector && entries.some((entry) => 'everyone' in entry.selector)) return;
    for (const single of singles(selector)) entries.push({ selector: single, place });
  });
  const builder = new PlanBuilder(saved, entries.length);
  entries.forEach(({ selector }, node) => {
    builder.define(node, selector);
  });
  return {
    leaves: builder.leaves,
    levels: builder.levels,
    labels: entries.map(({ selector }) => labelOf(selector, saved)),
    selectors: entries.map(({ place }) => place),
  };
}

/** One selector for each value, so that each value is a reason of its own. */
function singles(selector: Selector): Selector[] {
  const each = <T, S extends Selector>(values: readonly T[], make: (value: T) => S): S[] =>
    [...new Set(values)].map(make);
  if ('tags_any' in selector) return each(selector.tags_any, (tag) => ({ tags_any: [tag] }));
  if ('departments' in selector) return each(selector.departments, (name) => ({ departments: [name] }));
  if ('titles' in selector) return each(selector.titles, (title) => ({ titles: [title] }));
  if ('roles' in selector) return each(selector.roles, (role) => ({ roles: [role] }));
  if ('time_zones' in selector) return each(selector.time_zones, (zone) => ({ time_zones: [zone] }));
  if ('chats' in selector) return each(selector.chats, (id) => ({ chats: [id] }));
  if ('audiences' in selector) return each(selector.audiences, (id) => ({ audiences: [id] }));
  if ('custom_property' in selector) {
    const { name, values } = selector.custom_property;
    return each(values, (value) => ({ custom_property: { name, values: [value] } }));
  }
  if ('run_results' in selector) {
    const { run_id, results } = selector.run_results;
    return each(results, (result) => ({ run_results: { run_id, results: [result] } }));
  }
  return [selector];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

class PlanBuilder {
  readonly leaves: Mutable<Leaves> = {
    everyone: [],
    anyTag: [],
    allTags: [],
    departments: [],
    titles: [],
    properties: [],
    roles: [],
    timeZones: [],
    users: [],
    chats: [],
    lists: [],
    runResults: [],
  };
  readonly levels: Edge[][] = [];
  private readonly heights = new Map<number, number>();
  /** Inner nodes that are made already: the same selector twice is one set. */
  private readonly made = new Map<string, number>();
  private next: number;

  constructor(
    private readonly saved: ReadonlyMap<string, SavedRule>,
    reserved: number,
  ) {
    this.next = reserved;
  }

  define(node: number, selector: Selector): void {
    if ('all_of' in selector) {
      const children = new Set(selector.all_of.map((part) => this.inner(part)));
      this.compose(node, { positive: [...children], negative: [], needed: children.size });
    } else if ('audiences' in selector) {
      const [only, ...others] = selector.audiences;
      if (only !== undefined && others.length === 0) this.defineSaved(node, only);
      else {
        const children = new Set(selector.audiences.map((id) => this.inner({ audiences: [id] })));
        this.compose(node, { positive: [...children], negative: [], needed: 1 });
      }
    } else this.defineLeaf(node, selector);
  }

  private inner(selector: Selector): number {
    const key = JSON.stringify(selector);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const node = this.next++;
    this.made.set(key, node);
    this.define(node, selector);
    return node;
  }

  private defineSaved(node: number, id: string): void {
    const rule = this.saved.get(id);
    if (rule === undefined) throw new Error(`The saved audience ${id} was not loaded`);
    if (rule.rules === null) {
      this.leaves.lists.push({ node, value: uuidOf('aud', id) ?? id });
      return;
    }
    const { include, exclude } = rule.rules;
    const [positive, negative] = [include, exclude].map((side) => [
      ...new Set(side.map((selector) => this.inner(selector))),
    ]);
    this.compose(node, { positive: positive ?? [], negative: negative ?? [], needed: 1 });
  }

  private compose(
    parent: number,
    {
      positive,
      negative,
      needed,
    }: { positive: readonly number[]; negative: readonly number[]; needed: number },
  ): void {
    const edges = [
      ...positive.map((child) => ({ parent, child, needed, isNegative: false })),
      ...negative.map((child) => ({ parent, child, needed, isNegative: true })),
    ];
    const height = 1 + Math.max(...edges.map(({ child }) => this.heights.get(child) ?? 0));
    this.heights.set(parent, height);
    while (this.levels.length < height) this.levels.push([]);
    this.levels[height - 1]?.push(...edges);
  }

  private defineLeaf(node: number, selector: Exclude<SimpleSelector, { audiences: unknown }>): void {
    const { leaves } = this;
    const valued = (values: readonly string[]): Valued[] =>
      [...new Set(values)].map((value) => ({ node, value }));
    if ('everyone' in selector) leaves.everyone.push(node);
    else if ('tags_any' in selector) leaves.anyTag.push(...valued(selector.tags_any));
    else if ('tags_all' in selector) {
      const tags = valued(selector.tags_all);
      leaves.allTags.push(...tags.map((tag) => ({ ...tag, needed: tags.length })));
    } else if ('departments' in selector) leaves.departments.push(...valued(selector.departments));
    else if ('titles' in selector) leaves.titles.push(...valued(selector.titles));
    else if ('roles' in selector) leaves.roles.push(...valued(selector.roles));
    else if ('time_zones' in selector) {
      const zones = selector.time_zones.map((zone) => (zone === COMPANY_ZONE ? '' : zone));
      leaves.timeZones.push(...valued(zones));
    } else if ('custom_property' in selector) {
      const { name, values } = selector.custom_property;
      leaves.properties.push(...valued(values).map((value) => ({ ...value, name })));
    } else if ('users' in selector)
      leaves.users.push(...[...new Set(selector.users)].map((id) => ({ node, id })));
    else if ('chats' in selector)
      leaves.chats.push(...[...new Set(selector.chats)].map((id) => ({ node, id })));
    else {
      const { run_id, results } = selector.run_results;
      const runId = uuidOf('run', run_id) ?? run_id;
      leaves.runResults.push(...[...new Set(results)].map((result) => ({ node, runId, result })));
    }
  }
}
