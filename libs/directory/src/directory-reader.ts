import { PachcaError } from '#lib/pachca';
import { chatRecord, propertyRecord } from './chat-record.js';
import type { DirectorySource } from './directory-source.js';
import { problemOf } from './sync-failure.js';
import type { ReadingKind, ReadingProblem } from './domain/sync-order.js';
import { type Keeping, personRecord, tagRecord } from './person-record.js';
import type { Reading } from './readings.queries.js';
import type { StagedReading } from './staged-reading.js';
import type { PageKind } from './sync.queries.js';

/** What the messenger gives on one page of people. */
export const PEOPLE_PAGE = 50;
/** A chat comes with the ids of all its members: a page of twenty large channels still fits into an answer. */
const CHATS_PAGE = 20;
/** Chats with news since the last reading are read again, and those of this long before it: clocks differ. */
const OVERLAP_MS = 3_600_000;

export interface ReadingPlan {
  readonly source: DirectorySource;
  readonly stage: StagedReading;
  readonly keeping: Keeping;
  /** Pages of people that the mirror would fill; 0 where it is empty. */
  readonly knownPages: number;
  /** Only chats with news since then, less an hour; `null`: all of them, archived ones included. */
  readonly chatsSince: Date | null;
}

/**
 * Reads everything that the messenger says about its people and chats, page by page.
 *
 * Without people and tags there is no directory, so whatever goes wrong there ends the reading. Properties and chats
 * are worth having, and a bot may lack the right to them: what goes wrong there is noted, and that part stays as it was.
 *
 * @throws PachcaError
 * @throws Stopped
 */
export async function readDirectory(plan: ReadingPlan): Promise<Reading[]> {
  const { source, stage, keeping } = plan;
  stage.expect(await expectedPages(plan));
  const before = await stage.stage('tags_before', source.listTags(), tagRecord);
  const people = await stage.stage('people', source.listUsers(), (user) => personRecord(user, keeping));
  const after = await stage.stage('tags_after', source.listTags(), tagRecord);
  const done = { isFull: true, problem: null };
  return [
    { kind: 'people', requests: people, ...done },
    { kind: 'tags', requests: before + after, ...done },
    await readProperties(plan),
    await readChats(plan),
  ];
}

/** Asked for, because the answer to a list does not say how long it is; what is known serves where nobody answers. */
async function expectedPages({ source, knownPages }: ReadingPlan): Promise<number | null> {
  const known = knownPages === 0 ? null : knownPages;
  try {
    const people = await source.countUsers();
    return people === null ? known : Math.ceil(people / PEOPLE_PAGE);
  } catch (error) {
    // Most bots may not search; a token that is dead is found out by the first page.
    if (error instanceof PachcaError) return known;
    throw error;
  }
}

function readProperties({ source, stage }: ReadingPlan): Promise<Reading> {
  async function* onePage() {
    yield await source.listCustomProperties('User');
  }
  return optional(stage, { kind: 'properties', pages: ['properties'], isFull: true }, () =>
    stage.stage('properties', onePage(), propertyRecord),
  );
}

function readChats({ source, stage, chatsSince }: ReadingPlan): Promise<Reading> {
  const isFull = chatsSince === null;
  const query = {
    personal: false,
    limit: CHATS_PAGE,
    // By id, where nothing moves while it is read.
    sort: 'id',
    order: 'asc',
    archived: true,
    ...(!isFull && { lastMessageAtAfter: new Date(chatsSince.getTime() - OVERLAP_MS) }),
  } as const;
  return optional(stage, { kind: 'chats', pages: ['chats_mine', 'chats_public'], isFull }, async () => {
    const mine = source.listChats({ ...query, availability: 'is_member' });
    const open = source.listChats({ ...query, availability: 'public' });
    return (
      (await stage.stage('chats_mine', mine, chatRecord)) +
      (await stage.stage('chats_public', open, chatRecord))
    );
  });
}

async function optional(
  stage: StagedReading,
  part: { readonly kind: ReadingKind; readonly pages: readonly PageKind[]; readonly isFull: boolean },
  read: () => Promise<number>,
): Promise<Reading> {
  const { kind, pages, isFull } = part;
  try {
    return { kind, requests: await read(), isFull, problem: null };
  } catch (error) {
    const problem: ReadingProblem | null = error instanceof PachcaError ? problemOf(error) : null;
    if (problem === null) throw error;
    await stage.discard(pages);
    return { kind, requests: 0, isFull, problem };
  }
}
