import type { FastifyRequest } from 'fastify';

/** Where Swagger keeps what `@ApiOperation` says of a handler. */
const OPERATION = 'swagger/apiOperation';
const actions = new WeakMap<FastifyRequest, string>();

/** Remembers what a request asks for: the operation's id of its handler in the OpenAPI document. */
export function setAction(request: FastifyRequest, handler: object): void {
  const operation = Reflect.getMetadata(OPERATION, handler) as { readonly operationId?: string } | undefined;
  if (operation?.operationId !== undefined) actions.set(request, operation.operationId);
}

/** Such as `campaigns.send`; `null`: the route has no name. */
export function actionOf(request: FastifyRequest): string | null {
  return actions.get(request) ?? null;
}
