import { type SimulatorBehaviour } from './behaviour.js';
import { RealTimers } from './core/real-timers.js';
import { SimulatedClock } from './core/simulated-clock.js';
import { EventFeed } from './events/event-feed.js';
import { WebhookSender } from './events/webhook-sender.js';
import { FaultBook } from './faults/fault-book.js';
import { RequestLog } from './http/request-log.js';
import { Life } from './life/life.js';
import { Limiter } from './limits/limiter.js';
import { Waiters } from './control/waiters.js';
import { buildWorld, type WorldPlan } from './world/build-world.js';
import { Messenger } from './world/messenger.js';
import { type World } from './world/world.js';

/** What a simulation starts from, and starts from again at a reset. */
interface SimulationPlan extends Omit<WorldPlan, 'nowMs'> {
  readonly behaviour: SimulatorBehaviour;
  readonly speed: number;
  /** Simulated time at the start; `null` = the real one. */
  readonly simulatedStartMs: number | null;
  /** Requests that the log keeps. */
  readonly requestLogSize: number;
}

/** All parts that hold state. A reset replaces them together, so nothing of before can leak into after. */
export interface Parts {
  readonly world: World;
  readonly messenger: Messenger;
  readonly clock: SimulatedClock;
  readonly life: Life;
  readonly limiter: Limiter;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly events: EventFeed;
  readonly webhooks: WebhookSender;
  readonly timers: RealTimers;
  readonly waiters: Waiters;
}

/** The running simulation: the present parts, and what may be changed while it runs. */
export class Simulation {
  /** Where the simulator answers; known once it listens. */
  origin = '';
  private current: SimulatorBehaviour;
  private parts: Parts;

  constructor(private plan: SimulationPlan) {
    this.current = plan.behaviour;
    this.parts = this.build();
  }

  get now(): Parts {
    return this.parts;
  }

  get seed(): number {
    return this.plan.seed;
  }

  get behaviour(): SimulatorBehaviour {
    return this.current;
  }

  /** The limiter starts afresh, everything else goes on under the new rules. */
  changeBehaviour(changes: Partial<SimulatorBehaviour>): void {
    this.current = { ...this.current, ...changes };
    this.parts.limiter.setBehaviour(this.current);
  }

  setSpeed(speed: number): void {
    this.parts.clock.setSpeed(speed);
    this.parts.life.rearm();
  }

  /** Back to the beginning: no messages, no faults, the people of the plan, behaviour and speed as at the start. */
  reset(changes: Partial<Pick<SimulationPlan, 'people' | 'seed'>>): void {
    this.stop();
    this.plan = { ...this.plan, ...changes };
    this.current = this.plan.behaviour;
    this.parts = this.build();
  }

  stop(): void {
    this.parts.life.stop();
    this.parts.webhooks.stop();
    this.parts.timers.clear();
    this.parts.waiters.stop();
  }

  private build(): Parts {
    const { plan } = this;
    const nowMs = Date.now();
    const behaviour = (): SimulatorBehaviour => this.current;
    const world = buildWorld({ seed: plan.seed, people: plan.people, bots: plan.bots, nowMs });
    const clock = new SimulatedClock(plan.simulatedStartMs ?? nowMs, plan.speed);
    const messenger = new Messenger(world, {
      wallMs: () => Date.now(),
      monotonicMs: () => performance.now(),
      simulatedMs: () => clock.nowMs(),
    });
    const timers = new RealTimers();
    const faults = new FaultBook(plan.seed, () => {
      world.tallies.faultsFired += 1;
    });
    const webhooks = new WebhookSender({ tallies: world.tallies, timers, faults, behaviour });
    return {
      world,
      messenger,
      clock,
      timers,
      faults,
      webhooks,
      life: new Life({ world, messenger, clock, seed: plan.seed, behaviour }),
      limiter: new Limiter(this.current),
      log: new RequestLog(plan.requestLogSize, world.tallies),
      events: new EventFeed({ world, webhooks, behaviour }),
      waiters: new Waiters(world.tallies),
    };
  }
}
