import fc from 'fast-check';
import { addressKind } from './address-kind.js';

describe('where an address leads', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2a00:1450::1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('%s: to everybody', (address) => {
    expect(addressKind(address)).toBe('public');
  });

  it.each([
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
    ],
    ...[
      '100.127.255.255',
      '::1',
      'fc00::1',
      'fd12:3456::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::FFFF:10.0.0.1',
    ],
    ...['0:0:0:0:0:ffff:c0a8:0101', '64:ff9b::10.0.0.1', '64:ff9b::7f00:1'],
  ])('%s: inside', (address) => {
    expect(addressKind(address)).toBe('private');
  });

  it.each([
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '169.254.169.254',
      '224.0.0.1',
      '239.255.255.255',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '192.0.2.1',
      '198.18.0.1',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'febf::1',
      'fec0::1',
      'ff02::1',
      '2002:7f00:1::',
    ],
    ...['2001:0:7f00:1::', '2001:db8::1', '64:ff9b:1::7f00:1', '::127.0.0.1', '::ffff:169.254.169.254'],
    ...[
      '64:ff9b::169.254.169.254',
      '::ffff:0:127.0.0.1',
      '100::1',
      '',
      'localhost',
      '127.1',
      '0x7f.1',
      '1.2.3',
    ],
  ])('«%s»: nowhere', (address) => {
    expect(addressKind(address)).toBe('never');
  });

  it('an IPv4 address inside of an IPv6 one leads where it leads alone', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '64:ff9b::', '0:0:0:0:0:FFFF:'),
        (address, before) => {
          expect(addressKind(before + address)).toBe(addressKind(address));
        },
      ),
      { numRuns: 300 },
    );
  });
});
