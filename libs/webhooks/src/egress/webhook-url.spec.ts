import { AllowedHosts, urlProblem } from './webhook-url.js';

const NOBODY = new AllowedHosts([]);

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.example.com/vestnik?x=1',
    'https://example.com:443/',
    'https://8.8.8.8/hook',
    'https://[2a00:1450::1]/hook',
    'https://почта.рф/хук',
  ])('%s may be posted to', (url) => {
    expect(urlProblem(url, NOBODY)).toBeNull();
  });

  it.each([
    ['http://hooks.example.com/', 'not_https'],
    ['ftp://hooks.example.com/', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['hooks.example.com', 'malformed'],
    ['https://', 'malformed'],
    ['https://256.1.1.1/', 'malformed'],
    ['https://name:word@hooks.example.com/', 'credentials'],
    ['https://hooks.example.com/#part', 'fragment'],
    ['https://hooks.example.com:8443/', 'port'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://127.0.0.1/', 'address'],
    ['https://127.1/', 'address'],
    ['https://0x7f.1/', 'address'],
    ['https://0177.0.0.1/', 'address'],
    ['https://2130706433/', 'address'],
    ['https://0/', 'address'],
    ['https://①②⑦.0.0.1/', 'address'],
    ['https://[::1]/', 'address'],
    ['https://[::ffff:127.0.0.1]/', 'address'],
    ['https://[::ffff:7f00:1]/', 'address'],
    ['https://[64:ff9b::7f00:1]/', 'address'],
    ['https://[::127.0.0.1]/', 'address'],
    ['https://169.254.169.254/latest/meta-data', 'address'],
    ['https://10.0.0.7/', 'address'],
    ['https://100.64.0.1/', 'address'],
    ['https://[fd00::1]/', 'address'],
    ['https://[ff02::1]/', 'address'],
  ])('%s may not: %s', (url, problem) => {
    expect(urlProblem(url, NOBODY)).toBe(problem);
  });

  it('may be in the own network where an operator has allowed that host', () => {
    const allowed = new AllowedHosts(['Hooks.corp.local', '10.0.0.7:8080', '169.254.169.254', '[fd00::1]']);
    expect(urlProblem('http://hooks.corp.local:3000/x', allowed)).toBeNull();
    expect(urlProblem('http://10.0.0.7:8080/', allowed)).toBeNull();
    expect(urlProblem('https://[fd00::1]/', allowed)).toBeNull();
    expect(urlProblem('http://10.0.0.7:8081/', allowed)).toBe('not_https');
    expect(urlProblem('https://10.0.0.7/', allowed)).toBe('address');
    expect(urlProblem('http://169.254.169.254/', allowed)).toBe('address');
    expect(urlProblem('http://hooks.corp.local.evil.com/', allowed)).toBe('not_https');
  });
});
