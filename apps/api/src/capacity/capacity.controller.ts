import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CapacityService } from '#lib/deliveries';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { CapacityDto, toCapacityDto } from './capacity.dto.js';

@ApiTags('reports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/capacity')
export class CapacityController {
  constructor(private readonly capacity: CapacityService) {}

  @Get()
  @RequireScope('reports:read')
  @ApiOperation({
    operationId: 'capacity.get',
    summary: 'What the bots can carry, how fast they are, and what waits for them',
    description: 'Counted from the rows, all of one moment; it is right whether or not a worker is up.',
  })
  @ApiOkResponse({ type: CapacityDto })
  async get(): Promise<Shape<CapacityDto>> {
    return toCapacityDto(await this.capacity.read());
  }
}
