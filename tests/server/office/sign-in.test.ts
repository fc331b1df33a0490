import { expect, test } from 'vitest';
import { Me } from '../../../src/protocol/office-session.ts';
import { createApp } from '../../../src/server/app.ts';
import { openOffice, PASSWORD, OfficeClient, ORIGIN } from './office-client.ts';

const RIGHT = { login: 'office', password: PASSWORD };

test('login and password open a session that a sign-out ends', async () => {
  const { server } = await openOffice();
  const office = new OfficeClient(server);

  Me.parse(await office.json('POST', '/login', { ...RIGHT, login: ' OFFICE ' }));
  const { cookie } = office;
  await office.json('GET', '/me');
  await office.json('POST', '/logout');

  office.cookie = cookie;
  expect(await office.refusal('GET', '/me')).toBe('signed-out');
});

test('a wrong password and an unknown login get the same answer', async () => {
  const { server } = await openOffice();
  const office = new OfficeClient(server);

  const wrong = await office.problem('POST', '/login', { ...RIGHT, password: 'wrong password' });
  const unknown = await office.problem('POST', '/login', { ...RIGHT, login: 'nobody' });

  expect(wrong).toEqual(unknown);
  expect(wrong.code).toBe('wrong-password');
});

test('after ten wrong passwords from one address even the right one has to wait', async () => {
  const { server } = await openOffice();
  const office = new OfficeClient(server);
  for (let count = 0; count < 10; count += 1)
    await office.refusal('POST', '/login', { ...RIGHT, password: `wrong ${count}` });

  const { code, details } = await office.problem('POST', '/login', RIGHT);

  expect(code).toBe('too-many-requests');
  expect(details).toEqual({ retryAfterSeconds: expect.any(Number) as number });
});

test('a session ends after twelve hours', async () => {
  const office = await openOffice();

  office.server.clock.nowMs += 12 * 3_600_000 - 1;
  await office.json('GET', '/me');
  office.server.clock.nowMs += 1;

  expect(await office.refusal('GET', '/me')).toBe('signed-out');
});

test('the cookie is not for scripts, not for other sites, and over HTTPS for this host only', async () => {
  const { server } = await openOffice();
  const plain = await new OfficeClient(server).send('POST', '/login', { body: RIGHT });
  const settings = { ...server.deps.settings, isHttps: true };
  const secured = { ...server, app: createApp({ ...server.deps, settings }) };
  const secure = await new OfficeClient(secured).send('POST', '/login', { body: RIGHT });

  expect(plain.headers.get('set-cookie')).toMatch(
    /^shouwang-office=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(secure.headers.get('set-cookie')).toMatch(
    /^__Host-shouwang-office=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
});

test.each([
  ['another origin', { origin: 'http://elsewhere.invalid' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { 'sec-fetch-site': 'same-site' }],
])('a write from %s is refused', async (_name, headers) => {
  const office = await openOffice();
  const campus = { name: '北校区' };

  expect(await office.refusal('POST', '/campuses', campus, headers)).toBe('forbidden');
  await office.json('POST', '/campuses', campus);
});

test('a write that does not say where it comes from is refused', async () => {
  const office = await openOffice();

  const response = await office.server.app.request(`${ORIGIN}/api/v1/campuses`, {
    method: 'POST',
    headers: { cookie: office.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '北校区' }),
  });

  expect(response.status).toBe(403);
});

test('a form of another type than JSON is refused', async () => {
  const office = await openOffice();

  const headers = { 'content-type': 'text/plain' };
  expect(await office.refusal('POST', '/campuses', { name: '北校区' }, headers)).toBe(
    'bad-request',
  );
});
