/** Why the process could not start, as one line for the operator. */
export function startError(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. End it, or set PORT to another number (0: any free one).`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Set PORT to a number above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is not an address of this machine. 127.0.0.1 serves this machine alone, 0.0.0.0 everybody.';
  }
  return error instanceof Error ? error.message : String(error);
}
