import { expect, test } from 'vitest';
import { Me } from '../../../src/protocol/office-session.ts';
import { SetUpState } from '../../../src/protocol/set-up-state.ts';
import { openPrivateKey } from '../../../src/server/accounts/organisation-key.ts';
import { readServerSecret } from '../../../src/server/accounts/server-secret.ts';
import { ensureSetUpLink } from '../../../src/server/accounts/set-up.ts';
import { readMeta } from '../../../src/server/database/meta.ts';
import { openServer } from '../support/test-server.ts';
import { OfficeClient, openOffice, PASSWORD, setUpRequest, setUpSecret } from './office-client.ts';

test('the one-time link makes the first administrator and signs in', async () => {
  const office = new OfficeClient(await openServer());
  const secret = await setUpSecret(office.server);

  const me = Me.parse(await office.json('POST', '/setup', setUpRequest(secret)));

  expect(me.account).toMatchObject({ name: '钱一', login: 'office' });
  expect(me.assignments.map(({ role }) => role)).toEqual(['office_admin']);
  expect(me.organisation).toBe('文苑大学');
  expect(Me.parse(await office.json('GET', '/me'))).toEqual(me);
  expect(SetUpState.parse(await office.json('GET', '/setup'))).toMatchObject({ isSetUp: true });
  expect((await office.places()).campuses.map(({ campus }) => campus.name)).toEqual(['南校区']);
});

test('a link is good once, and no new one is made afterwards', async () => {
  const office = new OfficeClient(await openServer());
  const secret = await setUpSecret(office.server);
  await office.json('POST', '/setup', setUpRequest(secret));

  expect(await office.refusal('POST', '/setup', setUpRequest(secret))).toBe('already-set-up');
  expect(await ensureSetUpLink(office.server.db)).toBeNull();
});

test('a wrong secret sets nothing up and does not use up the right one', async () => {
  const office = new OfficeClient(await openServer());
  const secret = await setUpSecret(office.server);

  expect(await office.refusal('POST', '/setup', setUpRequest('x'.repeat(43)))).toBe('code-unknown');
  expect(await office.refusal('GET', '/me')).toBe('signed-out');
  await office.json('POST', '/setup', setUpRequest(secret));
});

test('the links of eight starts work, and the first use ends all of them', async () => {
  const office = new OfficeClient(await openServer());
  const tooOld = await setUpSecret(office.server);
  const oldest = await setUpSecret(office.server);
  for (let start = 2; start < 8; start += 1) await setUpSecret(office.server);
  const newest = await setUpSecret(office.server);

  expect(await office.refusal('POST', '/setup', setUpRequest(tooOld))).toBe('code-unknown');
  await office.json('POST', '/setup', setUpRequest(oldest));
  expect(await office.refusal('POST', '/setup', setUpRequest(newest))).toBe('already-set-up');
});

test('of two people who use a link at once one sets up', async () => {
  const server = await openServer();
  const secrets = [await setUpSecret(server), await setUpSecret(server)];

  const replies = await Promise.all(
    secrets.map((secret, index) => {
      const body = { ...setUpRequest(secret), login: `office-${index}` };
      return new OfficeClient(server).send('POST', '/setup', { body });
    }),
  );

  expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
});

test('neither the secret nor the password is stored as it is', async () => {
  const office = new OfficeClient(await openServer());
  const secret = await setUpSecret(office.server);
  const kept = await readMeta(office.server.db, 'set_up_secret_hash');
  await office.json('POST', '/setup', setUpRequest(secret));

  const [account] = await office.server.db.selectFrom('account').selectAll().execute();
  expect(kept).not.toContain(secret);
  expect(account!.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(account!.passwordHash).not.toContain(PASSWORD);
});

test('the private key of the organisation opens with the secret of the server only', async () => {
  const { server } = await openOffice();
  const sealed = (await readMeta(server.db, 'organisation_private_key'))!;
  const publicKey = JSON.parse((await readMeta(server.db, 'organisation_public_key'))!) as object;

  const opened = JSON.parse(
    openPrivateKey(readServerSecret(server.deps.settings), sealed),
  ) as object;
  expect(opened).toMatchObject({ ...publicKey, crv: 'P-256' });
  expect(sealed).not.toContain('"d"');
  expect(() => openPrivateKey('another secret', sealed)).toThrow();
});
