import { systemClock } from '#lib/kernel';
import type { Chance } from './chance.js';
import type { FaultyProxy, LastingTrouble } from './faulty-proxy.js';
import type { MessengerFaults } from './messenger-faults.js';
import type { Operators } from './operators.js';
import { type Scene, SETTLE_SECONDS } from './scene.js';
import type { Victim } from './worker-crew.js';

/** Between two blows, in milliseconds. */
const GAP = { from: 250, to: 1_450 };
/**
 * After some 429s in a row the product keeps to one send a second for long, as it should; were there a storm in every
 * round, little would be sent that anything else could happen to.
 */
const ROUNDS_PER_STORM = 5;
const STORM_MS = 1_500;
const TROUBLES: readonly LastingTrouble[] = ['delay', 'dribble', 'blackhole'];

type Deed = () => Promise<unknown>;

/** Breaks things on a seeded schedule: every kind once per round, in another order each time. */
export class Nemesis {
  /** How often each kind of blow was really dealt. */
  readonly dealt: Record<string, number> = {};
  /** Blows that could not be dealt, with the reason: a fault of the harness, or of an api that does not answer. */
  readonly failures: string[] = [];
  private readonly lasting = new Set<Promise<unknown>>();

  constructor(
    private readonly scene: Scene,
    private readonly faults: MessengerFaults,
    private readonly operators: Operators | null,
    private readonly chance: Chance,
  ) {}

  /**
   * Until `deadline` by the monotonic clock, and at least one round; what lasts longer is over when this resolves.
   */
  async rage(deadline: number): Promise<void> {
    const deeds = this.deeds();
    for (const name of Object.keys(deeds)) this.dealt[name] = 0;
    const isOver = (): boolean => systemClock.monotonicMs() >= deadline;
    for (let round = 0; round === 0 || !isOver(); round += 1) {
      for (const [name, deed] of this.chance.shuffled(Object.entries(deeds))) {
        if (round > 0 && isOver()) break;
        this.start(name, deed);
        await systemClock.sleep(this.chance.between(GAP.from, GAP.to));
        this.replaceCrashed();
      }
      if (round % ROUNDS_PER_STORM === 0)
        this.start('throttle_storm', () => this.faults.throttleStorm(STORM_MS));
    }
    this.scene.crew.wakeAll();
    await Promise.all(this.lasting);
  }

  private start(name: string, deed: Deed): void {
    this.dealt[name] = (this.dealt[name] ?? 0) + 1;
    this.follow(name, deed);
  }

  private replaceCrashed(): void {
    this.scene.crew.replaceCrashed();
    this.follow('replacing a crashed api', async () => this.scene.api?.replaceCrashed());
  }

  private follow(name: string, deed: Deed): void {
    const lasting = deed()
      .catch((error: unknown) => this.failures.push(`${name}: ${String(error)}`))
      .finally(() => this.lasting.delete(lasting));
    this.lasting.add(lasting);
  }

  private deeds(): Readonly<Record<string, Deed>> {
    const { postgres, network } = this.scene;
    return {
      ...this.againstWorkers(),
      ...this.onTheWay('messenger', network),
      ...this.onTheWay('postgres', postgres.network),
      postgres_immediate: () => postgres.restart('immediate'),
      postgres_fast: () => postgres.restart('fast'),
      terminate_backends: () => this.terminateBackends(),
      outage: () => this.faults.outage(this.chance.between(1_000, 4_000)),
      ...(this.operators !== null && this.byOperators(this.operators)),
    };
  }

  private againstWorkers(): Readonly<Record<string, Deed>> {
    const { crew } = this.scene;
    return {
      kill: () => this.kill(),
      kill_owner: () => this.killOwner(),
      kill_owner_again: () => this.killOwner(),
      kill_all: () => crew.killAll(),
      stop: () => this.stop(500, 3_000),
      stop_owner: async () => {
        const owner = await this.owner();
        if (owner !== undefined) await crew.stopFor(owner, this.chance.between(500, 4_000));
      },
      stop_long: () => this.stop(SETTLE_SECONDS * 1_000, SETTLE_SECONDS * 2_000),
    };
  }

  private onTheWay(to: string, network: FaultyProxy): Readonly<Record<string, Deed>> {
    const some = (share: number) => () => this.chance.happens(share);
    const lasting = TROUBLES.map((trouble): [string, Deed] => [
      `${to}_${trouble}`,
      () => network.suffer(trouble, this.chance.between(500, 3_000)),
    ]);
    return {
      ...Object.fromEntries(lasting),
      [`${to}_reset`]: () =>
        atOnce(() => {
          network.reset(some(0.5));
        }),
      [`${to}_half_open`]: () =>
        atOnce(() => {
          network.halfOpen(some(0.3));
        }),
    };
  }

  private byOperators(operators: Operators): Readonly<Record<string, Deed>> {
    return {
      pause_and_resume: async () => {
        await operators.pauseOne();
        await systemClock.sleep(this.chance.between(500, 3_000));
        await operators.resumeAll();
      },
      cancel: () => operators.cancelOne(),
      recall: () => operators.corrections.recallOne(),
      edit: () => operators.corrections.editOne(),
      kill_api_in_create: async () => {
        const busy = operators.keepBusy(1);
        await systemClock.sleep(this.chance.between(0, 60));
        await this.scene.api?.kill();
        await busy;
      },
    };
  }

  private async kill(): Promise<void> {
    const present = this.scene.crew.all();
    if (present.length > 0) await this.scene.crew.kill(this.chance.pick(present));
  }

  private async killOwner(): Promise<void> {
    const owner = await this.owner();
    if (owner !== undefined) await this.scene.crew.kill(owner);
  }

  private async stop(from: number, to: number): Promise<void> {
    const present = this.scene.crew.all();
    if (present.length > 0)
      await this.scene.crew.stopFor(this.chance.pick(present), this.chance.between(from, to));
  }

  /** The worker that owns the bot, by its lease (`host:pid:uuid`); any other where none of ours does. */
  private async owner(): Promise<Victim | undefined> {
    const [lease] = await this.scene.postgres.query<{ owner: string }>(
      'select owner from sender_lease limit 1',
    );
    const { crew } = this.scene;
    return crew.byPid(Number(lease?.owner.split(':')[1])) ?? this.chance.shuffled(crew.all())[0];
  }

  private async terminateBackends(): Promise<void> {
    const backends = await this.scene.postgres.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name like 'vestnik%' order by pid`,
    );
    const chosen = backends.filter(() => this.chance.happens(0.3)).map(({ pid }) => pid);
    await this.scene.postgres.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
      chosen,
    ]);
  }
}

function atOnce(deed: () => void): Promise<void> {
  deed();
  return Promise.resolve();
}
