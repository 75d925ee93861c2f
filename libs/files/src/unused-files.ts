import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#lib/config';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { lockUnwanted, longUnwanted, noteWanted } from './file-storage.queries.js';
import { removeFile, userOf } from './files.queries.js';

/**
 * Clears away files that nothing names. The row is locked before anybody is asked for: who names the file in the same
 * moment either has it first, and it stays, or finds it gone and is told so.
 */
@Injectable()
export class UnusedFiles {
  private readonly days: number;

  constructor(
    @Inject(CONFIG) { files }: Pick<Config, 'files'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
  ) {
    this.days = files.unusedDays;
  }

  /** One pass; any number of workers may do it at once. @returns how many were removed */
  async runOnce(): Promise<number> {
    let removed = 0;
    for (const id of await longUnwanted(this.database.client, this.days)) {
      if (!(await this.removeIfUnused(id))) continue;
      this.logger.info({ fileId: id }, 'an unused file was removed');
      removed += 1;
    }
    return removed;
  }

  private removeIfUnused(id: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await lockUnwanted(tx, id, this.days))) return false;
      const isUsed = (await userOf(tx, id)) !== null;
      await (isUsed ? noteWanted(tx, id) : removeFile(tx, id));
      return !isUsed;
    });
  }
}
