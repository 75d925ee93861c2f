import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/permission.js';
import type { Shape } from '../shape.js';

export class RootDto {
  @ApiProperty({ example: 'Vestnik' })
  readonly name!: string;

  @ApiProperty({ example: '/docs' })
  readonly docs!: string;

  @ApiProperty({ example: '/openapi.json' })
  readonly openapi!: string;

  @ApiProperty({ example: '/health/ready' })
  readonly health!: string;
}

/** Says where everything is, to whoever opens the bare address. */
@ApiTags('health')
@Public()
@Controller()
export class RootController {
  @Get()
  @ApiOperation({ operationId: 'root.get', summary: 'Where everything is' })
  @ApiOkResponse({ type: RootDto })
  get(): Shape<RootDto> {
    return { name: 'Vestnik', docs: '/docs', openapi: '/openapi.json', health: '/health/ready' };
  }
}
