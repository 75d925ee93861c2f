/** Which methods each address knows, so that a wrong method is told from a wrong address. */
export class RouteMethods {
  private readonly routes: { readonly segments: readonly string[]; readonly method: string }[] = [];

  /** @param pattern path of a route, `:name` standing for one segment */
  add(method: string, pattern: string): void {
    this.routes.push({ method, segments: pattern.split('/') });
  }

  /** Methods that the address of this path knows; empty where there is no such address. */
  allowedFor(path: string): readonly string[] {
    const segments = path.split('/');
    const methods = this.routes
      .filter((route) => matches(route.segments, segments))
      .map(({ method }) => method);
    return [...new Set(methods)].sort();
  }
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.includes('*')) return false;
  if (pattern.length !== path.length) return false;
  return pattern.every((part, at) => part === path[at] || (part.startsWith(':') && path[at] !== ''));
}
