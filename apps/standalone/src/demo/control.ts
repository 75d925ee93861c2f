/** What the simulated messenger knows to be true; read only. */
export class Control {
  /** @param url of its control port */
  constructor(private readonly url: string) {}

  /** @throws with the status and the simulator's own words when the answer is not 2xx */
  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    const text = await response.text();
    if (!response.ok) throw new Error(`GET ${path} answered ${String(response.status)}: ${text}`);
    return JSON.parse(text) as T;
  }
}
