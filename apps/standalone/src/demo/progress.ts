import type { StatsView } from './campaigns.js';

const WIDTH = 30;

/** One line such as `[██████░░░░]  412/1004 sent · 230 read · 0 failed · 1 being checked`. */
export function progressLine(stats: StatsView): string {
  const due = stats.recipients - stats.skipped;
  const share = due === 0 ? 1 : stats.sent / due;
  const full = Math.round(share * WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  const checking = stats.unknown > 0 ? ` · ${String(stats.unknown)} being checked` : '';
  return `[${bar}] ${String(stats.sent)}/${String(due)} sent · ${String(stats.read)} read · ${String(stats.failed)} failed · ${String(stats.skipped)} skipped${checking}`;
}

/** Shows the line: over itself in a terminal, once in a while elsewhere. */
export class ProgressBar {
  private last = '';

  show(stats: StatsView): void {
    const line = progressLine(stats);
    if (line === this.last) return;
    this.last = line;
    process.stdout.write(process.stdout.isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
  }

  end(): void {
    if (process.stdout.isTTY) process.stdout.write('\n');
  }
}
