import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The chaos program in a short form: long enough that every kind of trouble comes up at least once. */
const MINUTES = { protocol: '1', naive: '0.2' };
const TIMEOUT_MS = 600_000;
/** How the program tells of trouble that it had planned and that never came up. */
const NOT_MET = 'the run never met: ';

interface Ended {
  readonly code: number | null;
  readonly line: Readonly<Record<string, number>>;
  readonly complaints: string;
}

async function chaos(policy: keyof typeof MINUTES): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['dist/test/chaos/main.js', '--policy', policy, '--minutes', MINUTES[policy]],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let complaints = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (complaints += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, complaints, line: JSON.parse(output || '{}') as Record<string, number> };
}

describe('whatever breaks', () => {
  it(
    'loses nobody, writes to nobody twice and to nobody else, and comes to rest',
    async () => {
      const { code, line, complaints } = await chaos('protocol');
      // A minute cannot meet every kind of trouble on a slow machine; longer runs must, and the program says so.
      const broken = complaints.split('\n').filter((each) => each !== '' && !each.startsWith(NOT_MET));
      expect(broken).toEqual([]);
      for (const met of ['kills', 'stops', 'postgres_restarts', 'faults'])
        expect(line[met]).toBeGreaterThan(0);
      expect(line).toMatchObject({
        lost: 0,
        duplicates_made: 0,
        duplicates_visible: 0,
        false_sent: 0,
        wrong_person: 0,
        orphans: 0,
        recalled_visible: 0,
        outdated: 0,
        open: 0,
        over_limit: 0,
        sent_while_paused: 0,
      });
      expect(line['doubts']).toBeGreaterThan(0);
      expect(code).toBe(complaints === '' ? 0 : 1);
    },
    TIMEOUT_MS,
  );

  it(
    'is noticed: an ordinary job queue under the same blows writes to people twice',
    async () => {
      const { code, line, complaints } = await chaos('naive');
      expect(complaints).toBe('');
      expect(line['duplicates_made']).toBeGreaterThan(0);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );
});
