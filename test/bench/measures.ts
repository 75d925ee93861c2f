/** How often the memory is looked at. */
const SAMPLE_MS = 20;

/** The largest resident memory of this process from now until `stop`, in bytes. */
export function watchMemory(): { stop(): number } {
  let peak = process.memoryUsage().rss;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
