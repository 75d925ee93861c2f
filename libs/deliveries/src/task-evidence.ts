import { Injectable } from '@nestjs/common';
import type { ChatReader } from './chat-evidence.js';

/**
 * Looks for the task of a delivery among those that the bot can see.
 *
 * The API lists tasks without any filter, and says neither which ones a token sees nor in what order. So finding one
 * proves that it exists, and finding none proves nothing: such a doubt is never taken for «not made».
 */
@Injectable()
export class TaskEvidence {
  /** @returns the first of them; `null`: none was seen @throws PachcaError */
  async find(reader: ChatReader, marker: string): Promise<number | null> {
    const found: number[] = [];
    for await (const tasks of reader.client.listTasks())
      for (const { id, content, creatorId } of tasks)
        if (creatorId === reader.botUserId && content.includes(marker)) found.push(id);
    return found.length === 0 ? null : Math.min(...found);
  }
}
