import { onStopSignals } from '#lib/kernel';
import { PartFailed } from './supervisor.js';

/** Somebody asked to stop before everything was started. */
class StoppedWhileStarting extends Error {
  override get name(): string {
    return 'StoppedWhileStarting';
  }
}

/** Aborted at the first SIGTERM or SIGINT; a second one ends the process at once, which is safe at any moment. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  onStopSignals({
    first: () => {
      stopping.abort(new StoppedWhileStarting());
    },
    again: () => process.exit(130),
  });
  return stopping.signal;
}

/** Resolves when it is aborted, be it already. */
export function signalled(stopping: AbortSignal): Promise<'signal'> {
  return new Promise((resolve) => {
    if (stopping.aborted) resolve('signal');
    stopping.addEventListener('abort', () => {
      resolve('signal');
    });
  });
}

/**
 * Runs a command to its exit code; what went wrong is one sentence on stderr and exit code 1. To have been stopped while
 * starting is nothing that went wrong.
 */
export function runCommand(command: () => Promise<number>): void {
  command().then(
    (code) => process.exit(code),
    (error: unknown) => {
      if (error instanceof StoppedWhileStarting) process.exit(0);
      // A part that failed has said why on its own output.
      if (!(error instanceof PartFailed)) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
      process.exit(1);
    },
  );
}
