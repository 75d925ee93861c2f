import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Doctor } from '#lib/reports';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import { DoctorDto, toDoctorDto } from './doctor.dto.js';

@ApiTags('doctor')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@RequireScope('reports:read')
@Controller('v1/doctor')
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

  @Get()
  @ApiOperation({
    operationId: 'doctor.examine',
    summary: 'What must never be, and what somebody should mend',
    description: 'Counts the rows of open and recent runs, so ask by the minute rather than by the second.',
  })
  @ApiOkResponse({ type: DoctorDto })
  async examine(): Promise<Shape<DoctorDto>> {
    return toDoctorDto(await this.doctor.examine());
  }
}
