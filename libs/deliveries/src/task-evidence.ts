import type { ChatReader } from './chat-evidence.js';

/**
 * Looks for the tasks of deliveries among those that the bot can see; for one pass: they are listed once for all of
 * `markers`, when the first of them is asked for. Only what carries one of them is kept.
 *
 * The API lists tasks without any filter, and says neither which ones a token sees nor in what order. So finding one
 * proves that it exists, and finding none proves nothing: such a doubt is never taken for «not made».
 */
export function lookForTasks(reader: ChatReader, markers: readonly string[]): TaskLook {
  let listed: Promise<ReadonlyMap<string, number>> | undefined;
  return { find: async (marker) => (await (listed ??= list(reader, markers))).get(marker) ?? null };
}

/** Of some deliveries, those that are tasks. */
export function markersOfTasks(
  deliveries: readonly { readonly marker: string; readonly isTask: boolean }[],
): string[] {
  return deliveries.flatMap(({ marker, isTask }) => (isTask ? [marker] : []));
}

/** One listing of a bot's tasks. */
export interface TaskLook {
  /** @returns the first task with this marker; `null`: none was seen @throws PachcaError */
  readonly find: (marker: string) => Promise<number | null>;
}

/** The lowest id of each marker. */
async function list(reader: ChatReader, markers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for await (const tasks of reader.client.listTasks())
    for (const { id, content, creatorId } of tasks) {
      if (creatorId !== reader.botUserId) continue;
      for (const marker of markers)
        if (content.includes(marker)) found.set(marker, Math.min(id, found.get(marker) ?? id));
    }
  return found;
}
