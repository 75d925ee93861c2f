import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Scope } from '#lib/access';

/** Where a route keeps who may use it. */
export const PERMISSION = 'vestnik:permission';
/** `public`: anybody. */
export type Permission = Scope | 'public' | 'any_key';

/** Only keys with this scope. */
export function RequireScope(scope: Scope): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, scope),
    ApiBearerAuth('api_key'),
    ApiExtension('x-scope', scope),
  );
}

/** Any key that works, whatever its scopes. */
export function AnyKey(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(PERMISSION, 'any_key'), ApiBearerAuth('api_key'));
}

/** Anybody, without a key: health and documents only. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PERMISSION, 'public');
}
