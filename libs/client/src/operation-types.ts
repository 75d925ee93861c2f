import type { paths } from './openapi.js';

/** Methods of the API. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Addresses that answer a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Readonly<Record<M, object>> ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> =
  paths[P] extends Readonly<Record<M, infer O>> ? O : never;

/** The body of a good answer; `undefined` where it has none. */
export type Answer<M extends Method, P extends PathOf<M>> = JsonAnswer<Operation<M, P>>;

// Refusals are not among the generated answers: the client throws them.
type JsonAnswer<O> = O extends { readonly responses: infer R }
  ? {
      [S in keyof R]: R[S] extends { content: { readonly 'application/json': infer B } } ? B : undefined;
    }[keyof R]
  : never;

/** What a request may, or must, say besides its address: parameters, a JSON body, and what `fetch` takes. */
export type Init<M extends Method, P extends PathOf<M>> =
  RequiredKeys<Parts<Operation<M, P>>> extends never
    ? [init?: Parts<Operation<M, P>> & FetchInit]
    : [init: Parts<Operation<M, P>> & FetchInit];

type FetchInit = Pick<RequestInit, 'signal'>;

type Parts<O> = ParamsOf<O> & BodyOf<O>;

type ParamsOf<O> = O extends { readonly parameters: infer T }
  ? RequiredKeys<T> extends never
    ? { readonly params?: T }
    : { readonly params: T }
  : never;

type BodyOf<O> = O extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer B } };
}
  ? { readonly body: B }
  : O extends { readonly requestBody?: { readonly content: { readonly 'application/json': infer B } } }
    ? { readonly body?: B }
    : { readonly body?: never };

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** One page, as every list answers. */
export interface ListPage<Item> {
  readonly data: readonly Item[];
  readonly page: { readonly next_cursor: string | null };
}

/** Addresses of the lists that are paged. */
export type ListPath = {
  [P in PathOf<'get'>]: Answer<'get', P> extends ListPage<unknown> ? P : never;
}[PathOf<'get'>];

/** An entry of such a list. */
export type ListItem<P extends ListPath> = Answer<'get', P> extends ListPage<infer Item> ? Item : never;
