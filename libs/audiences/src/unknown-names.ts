import type { Tx } from '#lib/database';
import { type ErrorDetail, uuidOf } from '#lib/kernel';
import { type NamedKind, UnknownInAudienceError } from './domain/audience.errors.js';
import { type Named, namedIn, type NamedProperty } from './domain/named.js';
import { MAX_DETAILS } from './domain/parse-problems.js';
import { type ExpandedAudience, savedNamedBy } from './domain/saved-audience.js';
import {
  selectAbsentPeople,
  selectKnownChats,
  selectKnownRuns,
  selectUnknownDepartments,
  selectUnknownProperties,
  selectUnknownTags,
  selectUnknownTitles,
} from './unknown.queries.js';

interface Missing {
  readonly kind: NamedKind;
  readonly details: readonly ErrorDetail[];
}

/**
 * Sees that everything which the audience names exists, exclusions and saved audiences included: a misspelt exclusion
 * would send to those who were meant to be spared.
 *
 * @throws UnknownInAudienceError
 */
export async function refuseUnknownNames(tx: Tx, expanded: ExpandedAudience, pointer: string): Promise<void> {
  const named = namedIn(expanded, pointer);
  const missing: Missing[] = [
    await unknownTags(tx, named.tags),
    await absentPeople(tx, named.people),
    await unknownTexts(tx, named.departments, {
      kind: 'department',
      select: selectUnknownDepartments,
      says: (name) => `Nobody is in a department «${name}».`,
    }),
    await unknownTexts(tx, named.titles, {
      kind: 'title',
      select: selectUnknownTitles,
      says: (name) => `Nobody has the title «${name}».`,
    }),
    await unknownProperties(tx, named.properties),
    await unknownChats(tx, named.chats),
    unknownSaved(expanded, pointer),
    await unknownRuns(tx, named.runs),
  ].filter(({ details }) => details.length > 0);
  if (missing.length === 0) return;
  throw new UnknownInAudienceError(
    new Map(missing.map(({ kind, details }) => [kind, details.length])),
    missing.flatMap(({ details }) => details).slice(0, MAX_DETAILS),
  );
}

async function unknownTags(tx: Tx, tags: readonly Named<string>[]): Promise<Missing> {
  return unknownTexts(tx, tags, {
    kind: 'tag',
    select: selectUnknownTags,
    says: (tag) => `There is no tag «${tag}» in the directory.`,
  });
}

async function unknownTexts(
  tx: Tx,
  named: readonly Named<string>[],
  how: {
    readonly kind: 'tag' | 'department' | 'title';
    readonly select: typeof selectUnknownTags;
    readonly says: (name: string) => string;
  },
): Promise<Missing> {
  const { kind } = how;
  if (named.length === 0) return { kind, details: [] };
  const rows = await tx.$queryRaw<{ name: string }[]>(how.select(named.map(({ value }) => value)));
  const unknown = new Set(rows.map(({ name }) => name));
  const details = named
    .filter(({ value }) => unknown.has(value))
    .map(({ pointer, value }) => ({
      pointer,
      code: `unknown_${kind}`,
      detail: how.says(value),
      params: { [kind]: value },
    }));
  return { kind, details };
}

async function absentPeople(tx: Tx, people: readonly Named<number>[]): Promise<Missing> {
  if (people.length === 0) return { kind: 'person', details: [] };
  const ids = people.map(({ value }) => value);
  const rows = await tx.$queryRaw<{ id: bigint; hasLeft: boolean }[]>(selectAbsentPeople(ids));
  const absent = new Map(rows.map((row) => [Number(row.id), row.hasLeft]));
  const details = people.flatMap(({ pointer, value }) => {
    const hasLeft = absent.get(value);
    if (hasLeft === undefined) return [];
    const detail = hasLeft
      ? `Person ${value} has left the workspace.`
      : `There is no person ${value} in the directory.`;
    return [{ pointer, code: 'unknown_person', detail, params: { id: value, has_left: hasLeft } }];
  });
  return { kind: 'person', details };
}

async function unknownProperties(tx: Tx, properties: readonly Named<NamedProperty>[]): Promise<Missing> {
  if (properties.length === 0) return { kind: 'property', details: [] };
  const named = properties.map(({ value }) => value);
  const rows = await tx.$queryRaw<NamedProperty[]>(selectUnknownProperties(named));
  const unknown = new Set(rows.map(({ name, value }) => JSON.stringify([name, value])));
  const details = properties
    .filter(({ value }) => unknown.has(JSON.stringify([value.name, value.value])))
    .map(({ pointer, value: { name, value } }) => ({
      pointer,
      code: 'unknown_property',
      detail: `Nobody has «${value}» as «${name}».`,
      params: { name, value },
    }));
  return { kind: 'property', details };
}

async function unknownChats(tx: Tx, chats: readonly Named<number>[]): Promise<Missing> {
  if (chats.length === 0) return { kind: 'chat', details: [] };
  const rows = await tx.$queryRaw<{ id: bigint }[]>(selectKnownChats(chats.map(({ value }) => value)));
  const known = new Set(rows.map(({ id }) => Number(id)));
  const details = chats
    .filter(({ value }) => !known.has(value))
    .map(({ pointer, value }) => ({
      pointer,
      code: 'unknown_chat',
      detail: `There is no chat ${value}, or no bot sees it.`,
      params: { chat: value },
    }));
  return { kind: 'chat', details };
}

/** Saved audiences that were not found, named by the audience itself or by saved ones. */
function unknownSaved({ audience, saved }: ExpandedAudience, pointer: string): Missing {
  const named = [...savedNamedBy(audience)].map(([id, path]) => ({ id, at: `${pointer}/${path}` }));
  for (const { rules } of saved.values()) {
    const inner = rules === null ? [] : [...savedNamedBy(rules).keys()];
    named.push(...inner.map((id) => ({ id, at: pointer })));
  }
  const details = named
    .filter(({ id }) => !saved.has(id))
    .map(({ id, at }) => ({
      pointer: at,
      code: 'unknown_audience',
      detail: `There is no saved audience ${id}.`,
      params: { audience: id },
    }));
  return { kind: 'audience', details };
}

async function unknownRuns(tx: Tx, runs: readonly Named<string>[]): Promise<Missing> {
  if (runs.length === 0) return { kind: 'run', details: [] };
  const uuids = runs.map(({ value }) => uuidOf('run', value)).filter((id) => id !== null);
  const rows = await tx.$queryRaw<{ id: string }[]>(selectKnownRuns(uuids));
  const known = new Set(rows.map(({ id }) => id));
  const details = runs
    .filter(({ value }) => !known.has(uuidOf('run', value) ?? ''))
    .map(({ pointer, value }) => ({
      pointer,
      code: 'unknown_run',
      detail: `There is no run ${value}.`,
      params: { run: value },
    }));
  return { kind: 'run', details };
}
