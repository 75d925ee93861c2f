import type { Target } from './target.js';

/** A right that a bot lacks, and where in the campaign that stands for which it is needed. */
export interface MissingScope {
  readonly scope: string;
  /** JSON pointer. */
  readonly pointer: '#/content/files' | '#/target/thread_ids' | '#/target/message_ids';
}

/**
 * The first right that the bot lacks to send this; `null`: none, or its rights were not read yet and sending will tell.
 */
export function missingScope(
  sender: { readonly status: string; readonly scopes: readonly string[] },
  needs: { readonly content: { readonly files: readonly string[] }; readonly target: Target },
): MissingScope | null {
  if (sender.status !== 'active') return null;
  return neededScopes(needs).find(({ scope }) => !sender.scopes.includes(scope)) ?? null;
}

function neededScopes({ content, target }: Parameters<typeof missingScope>[1]): MissingScope[] {
  const needed: MissingScope[] = [];
  if (content.files.length > 0) needed.push({ scope: 'uploads:write', pointer: '#/content/files' });
  if (target?.type !== 'thread') return needed;
  if (target.threadIds.length > 0) needed.push({ scope: 'threads:read', pointer: '#/target/thread_ids' });
  if (target.messageIds.length > 0) needed.push({ scope: 'threads:create', pointer: '#/target/message_ids' });
  return needed;
}
