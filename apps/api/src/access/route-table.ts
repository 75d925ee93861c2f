import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Permission, PERMISSION } from './permission.js';

export interface Route {
  readonly method: string;
  /** With `:name` for each parameter. */
  readonly path: string;
  /** `null`: none was declared, which ends the start-up. */
  readonly permission: Permission | null;
  readonly handler: string;
}

/** Every route of every controller, as declared. */
export function routeTable(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const controller = metatype as Type<unknown>;
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return scanner
      .getAllMethodNames(prototype)
      .flatMap((name) => routesOf(controller, name, prototype[name]));
  });
}

function routesOf(controller: Type<unknown>, name: string, handler: object | undefined): Route[] {
  if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
  const base = pathsOf(controller)[0] ?? '';
  const permission = (Reflect.getMetadata(PERMISSION, handler) ??
    Reflect.getMetadata(PERMISSION, controller)) as Permission | undefined;
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  return pathsOf(handler).map((path) => ({
    method,
    path: joined(base, path),
    permission: permission ?? null,
    handler: `${controller.name}.${name}`,
  }));
}

function pathsOf(target: object): string[] {
  return [Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined]
    .flat()
    .map((path) => path ?? '');
}

function joined(...parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

export interface Takes {
  readonly query: boolean;
  readonly body: boolean;
}

/** Which parts of a request a handler looks at. */
export function whatItTakes(controller: Type<unknown>, handler: string): Takes {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as object;
  const has = (part: RouteParamtypes): boolean =>
    Object.keys(parameters).some((key) => key.startsWith(`${part}:`));
  return { query: has(RouteParamtypes.QUERY), body: has(RouteParamtypes.BODY) };
}

/** @throws Error naming every route without a declared permission: the process must not start with one */
export function refuseUndeclaredRoutes(routes: readonly Route[]): void {
  const undeclared = routes.filter(({ permission }) => permission === null).map(({ handler }) => handler);
  if (undeclared.length === 0) return;
  throw new Error(
    `Routes without a declared permission: ${undeclared.join(', ')}. Add @RequireScope(…), @AnyKey() or @Public().`,
  );
}
