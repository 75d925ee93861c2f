import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { RunPreparation, Upkeep } from '#lib/deliveries';
import { Doctor } from '#lib/reports';
import { Clockwork } from './clockwork.js';

/** What any worker may do for all bots, however many do it at once. */
@Injectable()
export class SharedLoops {
  constructor(
    private readonly clockwork: Clockwork,
    private readonly preparation: RunPreparation,
    private readonly upkeep: Upkeep,
    private readonly doctor: Doctor,
  ) {}

  @Interval(300)
  prepare(): void {
    this.clockwork.pass('preparation', () => this.preparation.runOnce());
  }

  @Interval(1_000)
  keepUp(): void {
    this.clockwork.pass('upkeep', () => this.upkeep.runOnce());
  }

  @Interval(60_000)
  examine(): void {
    this.clockwork.pass('doctor', () => this.doctor.logErrors());
  }
}
