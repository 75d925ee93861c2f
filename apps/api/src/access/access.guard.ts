import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeysService, grants, ScopeMissingError } from '#lib/access';
import type { FastifyRequest } from 'fastify';
import { UnknownParameterError, ValidationFailedError } from '../problem/edge-errors.js';
import { detailAt } from '../problem/error-detail.js';
import { pointerTo } from '../validation/validation-problems.js';
import { setAction } from '../audit/request-action.js';
import { setPrincipal } from './current-principal.js';
import { type Permission, PERMISSION } from './permission.js';
import { type Takes, whatItTakes } from './route-table.js';

/** Deny by default: a route says who may use it, or nobody may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, targets);
    if (permission === undefined)
      throw new Error(`${context.getClass().name} has a route without a permission`);
    if (permission === 'public') return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.keys.authenticate(request.headers.authorization);
    setPrincipal(request, principal);
    setAction(request, context.getHandler());
    if (permission !== 'any_key' && !grants(principal.scopes, permission))
      throw new ScopeMissingError(permission);
    refuseUnasked(request, whatItTakes(context.getClass(), context.getHandler().name));
    return true;
  }
}

/** Routes that take a query or a body check it against its class; the others take none. */
function refuseUnasked(request: FastifyRequest, takes: Takes): void {
  const [parameter] = takes.query ? [] : Object.keys(request.query as object);
  if (parameter !== undefined) {
    throw new UnknownParameterError([
      detailAt({ parameter, code: 'unknown_parameter', params: { known: [] } }),
    ]);
  }
  const [field] = takes.body ? [] : Object.keys(request.body ?? {});
  if (field !== undefined) {
    const pointer = pointerTo([field]);
    throw new ValidationFailedError([detailAt({ pointer, code: 'unknown_field', params: { known: [] } })]);
  }
}
