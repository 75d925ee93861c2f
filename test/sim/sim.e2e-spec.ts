import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** As many of these as fit into so many seconds, all directed schedules among them; the long form asks for 10,000. */
const SEEDS = '2000';
const BUDGET_S = '100';
const TIMEOUT_MS = 600_000;

async function run(program: string, ...flags: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe('the send path under a seeded scheduler', () => {
  it(
    'keeps its promises in every schedule, and each seed replays exactly',
    async () => {
      const { code, output } = await run('dist/test/sim/main.js', '--seeds', SEEDS, '--budget', BUDGET_S);
      const [first = '{}', ...broken] = output.trim().split('\n');
      const line = JSON.parse(first) as Record<string, number>;
      expect(broken).toEqual([]);
      expect(line).toMatchObject({ broken: 0, astray: 0 });
      expect(line['seeds']).toBeGreaterThan(10);
      expect(line['doubts']).toBeGreaterThan(0);
      expect(line['kills']).toBeGreaterThan(0);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'makes second copies where recipients delete within the doubt, and none once it hears of its own messages (A8)',
    async () => {
      const { code, output } = await run('dist/test/sim/main.js', '--control', 'a8', '--seeds', '8');
      const { unguarded, guarded } = JSON.parse(output) as Record<string, Record<string, number>>;
      expect(unguarded?.['second_copies']).toBeGreaterThan(0);
      expect(guarded).toMatchObject({ second_copies: 0, otherwise_broken: 0 });
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'is seen to break when a safeguard is taken away',
    async () => {
      const { code, output } = await run('dist/test/mutants/main.js', '--only', '5xx is taken for unsent');
      expect(output).toContain('I1: a second message for one delivery');
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );
});
