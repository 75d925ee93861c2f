import { ApiProperty } from '@nestjs/swagger';

/** What every figure of a run says about itself. */
export class DatedReportDto {
  @ApiProperty({ example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly campaign_id!: string;

  @ApiProperty({ example: 'run_01kq3k8mehe8zbnn5q0wwz5bst' })
  readonly run_id!: string;

  @ApiProperty({
    description:
      'All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.',
    format: 'date-time',
    example: '2026-11-22T07:38:00.000Z',
  })
  readonly as_of!: string;
}
