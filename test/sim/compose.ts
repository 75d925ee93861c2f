import 'reflect-metadata';

type Token = unknown;
type Constructor = new (...args: unknown[]) => object;

/**
 * One process's objects, made as Nest makes them: from the product's own modules, each class once. Nest itself would
 * take milliseconds where a seed starts half a dozen processes.
 */
export class Composition {
  private readonly made = new Map<Token, unknown>();
  private readonly classes = new Map<string, Constructor>();

  /**
   * @param modules of the product
   * @param provided what comes from outside, by token
   * @param replaced classes of which others stand in, by name
   */
  constructor(
    modules: readonly object[],
    provided: ReadonlyMap<Token, unknown>,
    private readonly replaced: Readonly<Record<string, unknown>>,
  ) {
    for (const [token, value] of provided) this.made.set(token, value);
    const seen = new Set<object>();
    for (const module of modules) this.collect(module, seen);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.resolve(token) as T;
  }

  /** One that its module keeps to itself. */
  named(name: string): unknown {
    const type = this.classes.get(name);
    if (type === undefined) throw new Error(`${name} is no provider of these modules`);
    return this.resolve(type);
  }

  private collect(module: object, seen: Set<object>): void {
    if (seen.has(module)) return;
    seen.add(module);
    for (const imported of (Reflect.getMetadata('imports', module) ?? []) as object[])
      this.collect(imported, seen);
    for (const provider of (Reflect.getMetadata('providers', module) ?? []) as unknown[]) {
      if (typeof provider === 'function') this.classes.set(provider.name, provider as Constructor);
    }
  }

  private resolve(token: Token): unknown {
    if (this.made.has(token)) return this.made.get(token);
    if (typeof token !== 'function') throw new Error(`Nothing is provided for ${String(token)}`);
    const instance = this.replaced[token.name] ?? this.make(token as Constructor);
    this.made.set(token, instance);
    return instance;
  }

  private make(type: Constructor): object {
    if (!this.classes.has(type.name)) throw new Error(`${type.name} is no provider of these modules`);
    const types = (Reflect.getMetadata('design:paramtypes', type) ?? []) as Token[];
    const named = (Reflect.getMetadata('self:paramtypes', type) ?? []) as { index: number; param: Token }[];
    const tokens = types.map((found, index) => named.find((each) => each.index === index)?.param ?? found);
    return new type(...tokens.map((each) => this.resolve(each)));
  }
}
