import { PartFailed } from './supervisor.js';

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once, which is safe at any moment. */
export function signalled(): Promise<'signal'> {
  return new Promise((resolve) => {
    let count = 0;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        count += 1;
        if (count > 1) process.exit(130);
        resolve('signal');
      });
    }
  });
}

/** Runs a command to its exit code; what went wrong is one sentence on stderr and exit code 1. */
export function runCommand(command: () => Promise<number>): void {
  command().then(
    (code) => process.exit(code),
    (error: unknown) => {
      // A part that failed has said why on its own output.
      if (!(error instanceof PartFailed)) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
      process.exit(1);
    },
  );
}
