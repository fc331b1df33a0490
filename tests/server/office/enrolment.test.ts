import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  DeviceMemory,
  RedeemReply,
  SessionReply,
  sessionProofText,
} from '../../../src/protocol/enrolment.ts';
import { DeviceList } from '../../../src/protocol/office-staff.ts';
import type { Post } from '../../../src/domain/role.ts';
import { SESSION_HEADER } from '../../../src/protocol/version.ts';
import { newSecret } from '../../../src/server/accounts/secrets.ts';
import { OfficeClient, openWenyuan } from './office-client.ts';

const HOUR_MS = 3_600_000;

const redeemRequest = (code: string) => ({
  code,
  deviceToken: newSecret() as string | null,
  accountSecret: newSecret(),
  deviceName: '东门手机',
  platform: 'Android 12',
});

/** A guard at the first building, and a browser that is nobody yet. */
async function openGuard() {
  const office = await openWenyuan();
  const { building, doors } = (await office.places()).buildings[0]!;
  const post: Post = { kind: 'door', id: doors[0]!.door.id, buildingIds: [building.id] };
  const { account } = await office.addStaff('门卫甲', { role: 'guard', post });
  return { office, account, building, phone: new OfficeClient(office.server) };
}

const bearer = (token: string | null) => ({ authorization: `Bearer ${token}` });

test('a code enrols a phone, which the office then sees', async () => {
  const { office, account, phone } = await openGuard();
  const { code, link } = await office.code(account.id);

  const reply = RedeemReply.parse(
    await phone.json('POST', '/enrolments/redeem', redeemRequest(code)),
  );

  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(link).toBe(`/#enrol=${code.replaceAll('-', '')}`);
  expect(reply.account).toEqual({ id: account.id, personId: account.personId, name: '门卫甲' });
  expect(reply.publicKey).toMatchObject({ kty: 'EC', crv: 'P-256' });
  const { devices } = DeviceList.parse(await office.json('GET', '/devices'));
  expect(devices).toMatchObject([{ id: reply.deviceId, name: '东门手机', revokedAt: null }]);
});

test('the code is read however it is typed', async () => {
  const { office, account, phone } = await openGuard();
  const { code } = await office.code(account.id);
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;

  RedeemReply.parse(await phone.json('POST', '/enrolments/redeem', redeemRequest(typed)));
});

test('the same redemption again gets the same answer, another one is refused', async () => {
  const { office, account, phone } = await openGuard();
  const { code } = await office.code(account.id);
  const request = redeemRequest(code);

  const first = await phone.json('POST', '/enrolments/redeem', request);
  const again = await phone.json('POST', '/enrolments/redeem', request);

  expect(again).toEqual(first);
  expect(await phone.refusal('POST', '/enrolments/redeem', redeemRequest(code))).toBe('code-used');
  const { devices } = DeviceList.parse(await office.json('GET', '/devices'));
  expect(devices.length).toBe(1);
});

test('a code ends with its hours, and with the next code', async () => {
  const { office, account, phone } = await openGuard();
  const older = await office.code(account.id);
  const newer = await office.code(account.id);

  expect(await phone.refusal('POST', '/enrolments/redeem', redeemRequest(older.code))).toBe(
    'code-unknown',
  );
  office.server.clock.nowMs += 24 * HOUR_MS;
  expect(await phone.refusal('POST', '/enrolments/redeem', redeemRequest(newer.code))).toBe(
    'code-expired',
  );
});

test('a code is not stored as it is', async () => {
  const { office, account } = await openGuard();
  const { code } = await office.code(account.id);

  const rows = await office.server.db.selectFrom('enrolmentCode').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
  expect(rows.length).toBe(1);
});

test('asking with GET uses no code up', async () => {
  const { office, account, phone } = await openGuard();
  const { code } = await office.code(account.id);

  expect((await phone.send('GET', `/enrolments/redeem?code=${code}`)).status).toBe(405);
  await phone.json('POST', '/enrolments/redeem', redeemRequest(code));
});

test('after thirty wrong codes an address has to wait', async () => {
  const { office, account, phone } = await openGuard();
  for (let count = 0; count < 30; count += 1)
    await phone.refusal('POST', '/enrolments/redeem', redeemRequest('0000-0000-0000'));

  const { code } = await office.code(account.id);
  expect(await phone.refusal('POST', '/enrolments/redeem', redeemRequest(code))).toBe(
    'too-many-requests',
  );
});

test('with its own token a phone takes a second account', async () => {
  const { office, account, phone } = await openGuard();
  const request = redeemRequest((await office.code(account.id)).code);
  const first = RedeemReply.parse(await phone.json('POST', '/enrolments/redeem', request));
  const other = await office.addStaff('门卫乙');
  const { code } = await office.code(other.account.id);

  const second = RedeemReply.parse(
    await phone.json(
      'POST',
      '/enrolments/redeem',
      { ...redeemRequest(code), deviceToken: null },
      bearer(request.deviceToken),
    ),
  );

  expect(second.deviceId).toBe(first.deviceId);
  const { devices } = DeviceList.parse(await office.json('GET', '/devices'));
  expect(devices[0]!.accounts.map(({ name }) => name)).toEqual(['门卫甲', '门卫乙']);
});

test('each enrolment of an account on a phone is bound later than the one before, whatever the clock', async () => {
  const { office, account, phone } = await openGuard();
  const request = redeemRequest((await office.code(account.id)).code);
  const redeem = async (body: typeof request) => {
    const headers = body.deviceToken === null ? bearer(request.deviceToken) : {};
    return RedeemReply.parse(await phone.json('POST', '/enrolments/redeem', body, headers)).boundAt;
  };
  const first = await redeem(request);
  const codeOfTheDay = (await office.code(account.id)).code;
  office.server.clock.nowMs -= HOUR_MS;

  const second = { ...redeemRequest(codeOfTheDay), deviceToken: null };
  const later = await redeem(second);

  expect(first! < later!).toBe(true);
  expect(await redeem(second)).toBe(later);
  expect(await redeem(request)).toBe(first);
});

async function enrolled() {
  const { office, account, building, phone } = await openGuard();
  const request = redeemRequest((await office.code(account.id)).code);
  const { deviceId } = RedeemReply.parse(await phone.json('POST', '/enrolments/redeem', request));
  const headers = bearer(request.deviceToken);
  const sessionRequest = (nonce: string, secret = request.accountSecret) => ({
    accountId: account.id,
    nonce,
    proof: createHmac('sha256', Buffer.from(secret, 'base64url'))
      .update(sessionProofText(deviceId, account.id, nonce))
      .digest('base64url'),
  });
  return { office, account, building, phone, deviceId, headers, sessionRequest };
}

test('a proof opens a session of twelve hours, and a nonce opens one only', async () => {
  const { phone, headers, sessionRequest, office } = await enrolled();
  const request = sessionRequest(newSecret());

  const { session, expiresAt } = SessionReply.parse(
    await phone.json('POST', '/sessions', request, headers),
  );

  expect(Date.parse(expiresAt) - office.server.clock.nowMs).toBe(12 * HOUR_MS);
  expect(await phone.refusal('POST', '/sessions', request, headers)).toBe('conflict');
  const rows = await office.server.db.selectFrom('session').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(session);
});

test('a proof with another secret opens nothing', async () => {
  const { phone, headers, sessionRequest } = await enrolled();

  const request = sessionRequest(newSecret(), newSecret());
  expect(await phone.refusal('POST', '/sessions', request, headers)).toBe('forbidden');
});

test('a revoked phone opens no session and loses those it has', async () => {
  const { office, phone, deviceId, headers, sessionRequest } = await enrolled();
  await phone.json('POST', '/sessions', sessionRequest(newSecret()), headers);

  await office.json('POST', `/devices/${deviceId}/revoke`);

  expect(await phone.refusal('POST', '/sessions', sessionRequest(newSecret()), headers)).toBe(
    'device-revoked',
  );
  const left = await office.server.db
    .selectFrom('session')
    .selectAll()
    .where('kind', '=', 'device')
    .execute();
  expect(left).toEqual([]);
});

test('the cookie of a phone names it and grants nothing', async () => {
  const { office, account } = await openGuard();
  const { code } = await office.code(account.id);
  const phone = new OfficeClient(office.server);
  const reply = await phone.send('POST', '/enrolments/redeem', { body: redeemRequest(code) });

  const memory = DeviceMemory.parse(await phone.json('GET', '/device-memory'));

  expect(reply.headers.get('set-cookie')).toMatch(
    /^shouwang-device=[\w-]{36}\.[\w-]{43}; Max-Age=34560000; Path=\/api; HttpOnly; SameSite=Strict$/,
  );
  expect(memory.device).toMatchObject({ name: '东门手机', pending: 0 });
  expect(await phone.refusal('POST', '/people/search', {})).toBe('signed-out');
  const stranger = new OfficeClient(office.server);
  expect(await stranger.json('GET', '/device-memory')).toEqual({ device: null });
});

test('a phone whose browser has cleared it is shown to the office, once for each loss, and after it was enrolled again', async () => {
  const { office, account } = await openGuard();
  const phone = new OfficeClient(office.server);
  const { code } = await office.code(account.id);
  await phone.json('POST', '/enrolments/redeem', redeemRequest(code));
  const listed = async () =>
    DeviceList.parse(await office.json('GET', '/devices')).devices.map((one) => one.storageLost);
  expect(await listed()).toEqual([null]);
  office.server.clock.nowMs += HOUR_MS;
  const at = new Date(office.server.clock.nowMs).toISOString();

  await phone.json('POST', '/device-memory/lost', { pending: 2 });
  office.server.clock.nowMs += HOUR_MS;
  await phone.json('POST', '/device-memory/lost', { pending: 0 });
  await new OfficeClient(office.server).json('POST', '/device-memory/lost', { pending: 7 });

  expect(await listed()).toEqual([{ at, pending: 2 }]);
  const again = (await office.code(account.id)).code;
  await phone.json('POST', '/enrolments/redeem', redeemRequest(again));
  expect(await listed()).toEqual([null, { at, pending: 2 }]);
});

test('a building head reissues codes for the own building and for nobody above', async () => {
  const { office, account, building, phone } = await openGuard();
  const post = { kind: 'building', id: building.id } as const;
  const head = await office.addStaff('楼长甲', { role: 'building_head', post });
  const request = redeemRequest((await office.code(head.account.id)).code);
  const { deviceId } = RedeemReply.parse(await phone.json('POST', '/enrolments/redeem', request));
  const nonce = newSecret();
  const proof = createHmac('sha256', Buffer.from(request.accountSecret, 'base64url'))
    .update(sessionProofText(deviceId, head.account.id, nonce))
    .digest('base64url');
  const { session } = SessionReply.parse(
    await phone.json(
      'POST',
      '/sessions',
      { accountId: head.account.id, nonce, proof },
      bearer(request.deviceToken),
    ),
  );
  const headers = { ...bearer(request.deviceToken), [SESSION_HEADER]: session };
  const path = (id: string) => `/accounts/${id}/enrolment-codes`;
  const other = (await office.places()).buildings[1]!.building.id;
  const stranger = await office.addStaff('门卫丙', {
    role: 'guard',
    post: { kind: 'building', id: other },
  });
  const [admin] = await office.server.db
    .selectFrom('account')
    .select('id')
    .where('login', '=', 'office')
    .execute();

  await phone.json('POST', path(account.id), undefined, headers);
  expect(await phone.refusal('POST', path(stranger.account.id), undefined, headers)).toBe(
    'forbidden',
  );
  expect(await phone.refusal('POST', path(admin!.id), undefined, headers)).toBe('forbidden');
});
