import { describe, expect, it } from 'vitest';
import { addressGuard, isPrivateAddress } from './addresses.js';

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['93.184.215.14', '172.32.0.1', '2606:2800:21f::1', '::ffff:93.184.215.14'])(
    '%s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('are refused by name as well as by number, unless that very origin was named', async () => {
    const guard = addressGuard([new URL('http://localhost:8080/start')]);
    expect(await guard.allows(new URL('http://localhost:8080/other'))).toBe(true);
    for (const url of [
      'http://localhost:9090/',
      'http://127.0.0.1:8080/',
      'http://[::1]/',
      'file:///etc/passwd',
    ]) {
      expect(await guard.allows(new URL(url))).toBe(false);
    }
  });
});
