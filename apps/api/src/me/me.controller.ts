import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Principal, type Scope, SCOPES } from '#lib/access';
import { CurrentPrincipal } from '../access/current-principal.js';
import { AnyKey } from '../access/permission.js';
import { KeyLimitsBody, LIMITS, toLimitsDto } from '../api-keys/key-limits.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';

export class MeDto {
  @ApiProperty({ enum: ['me'] })
  readonly object!: 'me';

  @ApiProperty({ enum: ['api_key'] })
  readonly kind!: 'api_key';

  @ApiProperty({ example: 'key_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly id!: string;

  @ApiProperty({ example: 'HR portal' })
  readonly name!: string;

  @ApiProperty({
    description: 'Whom it was issued to, by their id in the messenger; null: a system.',
    type: Number,
    nullable: true,
    example: null,
  })
  readonly person_id!: number | null;

  @ApiProperty({ enum: SCOPES, isArray: true, type: String, example: ['campaigns:read'] })
  readonly scopes!: readonly Scope[];

  @ApiProperty({ description: LIMITS.description, type: () => KeyLimitsBody, nullable: true })
  readonly limits!: Shape<KeyLimitsBody> | null;
}

@ApiTags('me')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/me')
export class MeController {
  @Get()
  @AnyKey()
  @ApiOperation({ operationId: 'me.get', summary: 'Who this key is, and what it may do' })
  @ApiOkResponse({ type: MeDto })
  get(@CurrentPrincipal() { kind, id, name, personId, scopes, limits }: Principal): Shape<MeDto> {
    return { object: 'me', kind, id, name, person_id: personId, scopes, limits: toLimitsDto(limits) };
  }
}
