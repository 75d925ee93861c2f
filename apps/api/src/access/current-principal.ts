import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '#lib/access';
import type { FastifyRequest } from 'fastify';

const principals = new WeakMap<FastifyRequest, Principal>();

export function setPrincipal(request: FastifyRequest, principal: Principal): void {
  principals.set(request, principal);
}

/** Who sent this request; `null` on a public route and before it was found out. */
export function principalOf(request: FastifyRequest): Principal | null {
  return principals.get(request) ?? null;
}

/** The parameter of a handler that is told who asks. */
export const CurrentPrincipal = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal => {
    const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (principal === null) throw new Error('This route is public: nobody is known to ask');
    return principal;
  },
);
