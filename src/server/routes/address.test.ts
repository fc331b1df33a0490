import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { callerAddress } from './address.ts';

const app = new Hono();
app.get('/socket', (c) => c.text(callerAddress(c, { isBehindProxy: false })));
app.get('/proxy', (c) => c.text(callerAddress(c, { isBehindProxy: true })));

async function atSocket(remoteAddress: string): Promise<string> {
  return (await app.request('/socket', {}, { incoming: { socket: { remoteAddress } } })).text();
}

async function throughProxy(seen: string): Promise<string> {
  return (await app.request('/proxy', { headers: { 'x-forwarded-for': seen } })).text();
}

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:1::', '2001:db8:1:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('the tries from %s count for its network', async (address, network) => {
  expect(await atSocket(address)).toBe(network);
  expect(await throughProxy(`192.0.2.7, ${address}`)).toBe(network);
});

test('each address of IPv4 counts for itself, also within one of IPv6', async () => {
  expect(await atSocket('192.0.2.7')).toBe('192.0.2.7');
  expect(await atSocket('::ffff:192.0.2.7')).not.toBe(await atSocket('::ffff:192.0.2.8'));
  expect(await throughProxy('2001:db8::1, 192.0.2.7')).toBe('192.0.2.7');
});
