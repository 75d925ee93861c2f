import { EventEmitter } from 'node:events';
import type { Clock } from './clock.js';
import { OrderlyEnd } from './orderly-end.js';

class Scene extends EventEmitter {
  readonly exits: number[] = [];
  readonly send?: () => void;
  connected = true;
  nowMs = 5_000;
  readonly clock: Clock = {
    now: () => new Date(0),
    monotonicMs: () => this.nowMs,
    sleep: () => Promise.resolve(),
  };

  constructor(hasLauncher: boolean) {
    super();
    if (hasLauncher) this.send = () => undefined;
  }

  exit(code: number): void {
    this.exits.push(code);
  }
}

class App {
  closes = 0;
  over: () => void = () => undefined;

  close(): Promise<void> {
    this.closes += 1;
    return new Promise((resolve) => (this.over = resolve));
  }
}

const started = (hasLauncher: boolean): { scene: Scene; app: App } => {
  const scene = new Scene(hasLauncher);
  const app = new App();
  new OrderlyEnd(scene, scene.clock).closes(app);
  return { scene, app };
};

describe('the end of a process', () => {
  it('waits for what is under way', async () => {
    const { scene, app } = started(false);
    scene.emit('SIGTERM');
    expect([app.closes, scene.exits]).toEqual([1, []]);
    app.over();
    await Promise.resolve();
    expect(scene.exits).toEqual([0]);
  });

  it('takes a signal that comes twice within a second, of either kind, for one', () => {
    const { scene, app } = started(false);
    scene.emit('SIGTERM');
    scene.nowMs += 999;
    scene.emit('SIGTERM');
    scene.emit('SIGINT');
    expect([app.closes, scene.exits]).toEqual([1, []]);
  });

  it('comes at once when somebody asks again', () => {
    const { scene } = started(false);
    scene.emit('SIGINT');
    scene.nowMs += 1_000;
    scene.emit('SIGINT');
    expect(scene.exits).toEqual([130]);
  });

  it('is left to the launcher, who may ask twice and end meanwhile', () => {
    const { scene, app } = started(true);
    scene.emit('SIGTERM');
    scene.nowMs += 5_000;
    scene.emit('SIGTERM');
    scene.emit('disconnect');
    expect([app.closes, scene.exits]).toEqual([1, []]);
  });

  it('comes with the end of the launcher', () => {
    const { scene, app } = started(true);
    scene.emit('disconnect');
    expect(app.closes).toBe(1);
  });

  it.each(['SIGTERM', 'disconnect'])('comes at once while nothing is open, at %s', (event) => {
    const scene = new Scene(true);
    new OrderlyEnd(scene, scene.clock);
    scene.emit(event);
    expect(scene.exits).toEqual([0]);
  });

  it('comes at once where the launcher was gone before the process could listen', () => {
    const scene = new Scene(true);
    scene.connected = false;
    new OrderlyEnd(scene, scene.clock);
    expect(scene.exits).toEqual([0]);
  });
});
