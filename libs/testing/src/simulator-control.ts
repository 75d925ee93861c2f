/** JSON over HTTP to `/_sim`. */
export class SimulatorControl {
  constructor(private readonly baseUrl: string) {}

  async get<T>(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): Promise<T> {
    const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = new URLSearchParams(given).toString();
    return this.send<T>('GET', search === '' ? path : `${path}?${search}`);
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  async delete<T>(path: string): Promise<T> {
    return this.send<T>('DELETE', path);
  }

  /** What the simulator answers is taken at its word: it is our own. Throws with its reason when it refuses. */
  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.baseUrl + path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Simulator: ${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
