const UPLOAD_SCOPE = 'uploads:write';

/**
 * The right that a bot lacks to send these files; `null`: none, or its rights were not read yet and sending will tell.
 */
export function scopeForFiles(
  sender: { readonly status: string; readonly scopes: readonly string[] },
  { files }: { readonly files: readonly string[] },
): string | null {
  if (files.length === 0 || sender.status !== 'active') return null;
  return sender.scopes.includes(UPLOAD_SCOPE) ? null : UPLOAD_SCOPE;
}
