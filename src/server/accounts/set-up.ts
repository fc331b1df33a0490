import { randomUUID } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { CAMPUS_PUBLIC } from '../../domain/scope.ts';
import type { SetUpRequest } from '../../protocol/office-session.ts';
import { readMeta, replaceMeta, writeMeta } from '../database/meta.ts';
import type { Db } from '../database/open.ts';
import { putWithAccess } from '../database/refresh-access.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { writeAudit } from './audit.ts';
import { newOrganisationKey } from './organisation-key.ts';
import { hashPassword } from './password.ts';
import { hashSecret, isSameSecret, newSecret } from './secrets.ts';
import { readServerSecret } from './server-secret.ts';
import { assignmentPut, newAssignment, newStaff } from './staff-documents.ts';
import { setSignIn } from './staff-look-ups.ts';

/** There is one pack in force. */
export const POLICY_ID: Id = '00000000-0000-4000-8000-000000000001';

export async function isSetUp(db: Reader): Promise<boolean> {
  return (await readMeta(db, 'organisation_public_key')) !== null;
}

/** Servers that share a database start one after the other: the link of each must work. */
const LINKS_KEPT = 8;

/**
 * The path of a fresh one-time set-up link, or `null` once somebody has set up. Each start makes a new
 * one: only its hash is kept, so an old one could not be printed again. The newest few work until
 * somebody has used one.
 */
export function ensureSetUpLink(db: Db): Promise<string | null> {
  return writeDatabase(db, async (tx) => {
    if (await isSetUp(tx)) return null;
    const secret = newSecret();
    const before = await readMeta(tx, 'set_up_secret_hash');
    const hashes = [hashSecret(secret), ...hashesOf(before)].slice(0, LINKS_KEPT);
    await replaceMeta(tx, 'set_up_secret_hash', { before, value: hashes.join(' ') });
    return `/#setup=${secret}`;
  });
}

const hashesOf = (kept: string | null): string[] => kept?.split(' ') ?? [];

/** Makes organisation, campus, policy and first administrator in one transaction. Gives the account. */
export async function setUp(deps: Dependencies, request: SetUpRequest): Promise<Id> {
  const passwordHash = await hashPassword(request.password);
  const { accountId, heads } = await writeDatabase(deps.db, async (tx) => {
    await takeSecret(tx, request.secret);
    await foundOrganisation(tx, deps, request.organisation);
    return createFirst(tx, { deps, request, passwordHash });
  });
  deps.pokes.announce(heads);
  return accountId;
}

async function takeSecret(tx: Tx, secret: string): Promise<void> {
  if (await isSetUp(tx)) throw new Problem('already-set-up');
  const hash = hashSecret(secret);
  const isOurs = hashesOf(await readMeta(tx, 'set_up_secret_hash')).some((kept) =>
    isSameSecret(kept, hash),
  );
  if (!isOurs) throw new Problem('code-unknown');
  const taken = await tx
    .deleteFrom('meta')
    .where('key', '=', 'set_up_secret_hash')
    .executeTakeFirst();
  // Somebody else has used a link at the same moment.
  if (taken.numDeletedRows !== 1n) throw new Problem('already-set-up');
}

/** Also used by the demo, which has no link. */
export async function foundOrganisation(
  tx: Tx,
  deps: Dependencies,
  organisation: string,
): Promise<void> {
  const key = newOrganisationKey(readServerSecret(deps.settings));
  await writeMeta(tx, 'organisation_name', organisation);
  await writeMeta(tx, 'organisation_public_key', key.publicKey);
  await writeMeta(tx, 'organisation_private_key', key.sealedPrivateKey);
}

async function createFirst(
  tx: Tx,
  of: { deps: Dependencies; request: SetUpRequest; passwordHash: string },
) {
  const { request, deps } = of;
  const at = instantOf(deps.now());
  const staff = newStaff({
    name: request.name,
    phone: null,
  });
  const accountId = staff.account.id;
  const office = newAssignment({
    accountId,
    role: 'office_admin',
    post: { kind: 'campus' },
    from: at,
  });
  const campus = {
    id: randomUUID(),
    name: request.campusName ?? request.organisation.slice(0, 100),
    zone: deps.settings.campusZone,
  };
  const puts = [
    ...staff.puts,
    assignmentPut(office),
    { kind: 'campus' as const, id: campus.id, body: campus, scopes: [CAMPUS_PUBLIC] },
    { kind: 'policy' as const, id: POLICY_ID, body: DEFAULT_POLICY, scopes: [CAMPUS_PUBLIC] },
  ];
  const heads = await putWithAccess(tx, { puts, accountIds: [accountId] }, { accountId, at });
  const login = request.login.toLowerCase();
  await setSignIn(tx, { accountId, login, passwordHash: of.passwordHash });
  await writeAudit(tx, { at, accountId, what: 'organisation.set-up', subject: null });
  return { accountId, heads };
}
