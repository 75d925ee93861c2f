import { ConfigError, loadConfig } from './config.js';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe('loadConfig', () => {
  it('needs no variable', () => {
    const config = loadConfig({});
    expect(config.databaseUrl).toBeNull();
    expect(config.http).toEqual({ host: '127.0.0.1', port: 8080 });
    expect(config.limits).toEqual({ send: 4, read: 8, other: 40 });
    expect(config.doubtSettleMs).toBe(300_000);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an empty variable as unset, as compose files write it', () => {
    expect(loadConfig({ DATABASE_URL: '', PORT: '' }).http.port).toBe(8080);
  });

  it('lists every problem at once, by the name of the variable', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      VESTNIK_SEND_LIMIT: '0',
      DATABASE_URL: 'mysql://x',
      VESTNIK_LOG_LEVEL: 'loud',
    });
    expect(problems).toHaveLength(4);
    for (const name of ['PORT', 'VESTNIK_SEND_LIMIT', 'DATABASE_URL', 'VESTNIK_LOG_LEVEL']) {
      expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
    }
  });

  it('refuses to send a token over plain http, except to this machine', () => {
    expect(problemsOf({ PACHCA_API_URL: 'http://api.pachca.com/api' })).toHaveLength(1);
    expect(problemsOf({ PACHCA_API_URL: 'http://127.evil.example/api' })).toHaveLength(1);
    expect(problemsOf({ PACHCA_API_URL: 'nonsense' })).toHaveLength(1);
    for (const url of [
      'http://127.0.0.1:9000/x',
      'http://localhost/x',
      'http://[::1]:1/x',
      'https://api.pachca.com/x/',
    ]) {
      expect(problemsOf({ PACHCA_API_URL: url })).toEqual([]);
    }
  });
});
