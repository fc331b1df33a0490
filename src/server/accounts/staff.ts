import type { Id } from '../../domain/id.ts';
import type {
  AssignmentRequest,
  StaffChange,
  StaffEntry,
  StaffRequest,
} from '../../protocol/office-staff.ts';
import { assignmentsOf } from '../database/access.ts';
import { getDocument, type DocumentPut } from '../database/documents.ts';
import type { Tx } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { changeDocuments, requireVersion } from './change-documents.ts';
import { hashPassword } from './password.ts';
import { completePost } from './posts.ts';
import {
  accountPut,
  assignmentPut,
  contactPut,
  directoryPut,
  newAssignment,
  newStaff,
  staffDirectory,
} from './staff-documents.ts';
import { readStaffEntry } from './staff-list.ts';
import { endedAssignments, keepPhone, readLogin, requireFreeLogin } from './staff-look-ups.ts';

export async function createStaff(
  deps: Dependencies,
  by: Id,
  request: StaffRequest,
): Promise<StaffEntry> {
  const { name, phone } = request;
  const login = request.login?.toLowerCase() ?? null;
  requireSignIn(request);
  const passwordHash = request.password === undefined ? null : await hashPassword(request.password);
  const accountId = await changeDocuments(deps, by, async (tx) => {
    if (login !== null) await requireFreeLogin(tx, login);
    const { account, puts } = newStaff({ name, phone: phone || null });
    const assignments: DocumentPut[] = [];
    for (const wanted of request.assignments)
      assignments.push(await assign(tx, { deps, accountId: account.id, wanted }));
    await keepPhone(tx, { personId: account.personId, phone: phone || null });
    return {
      puts: [...puts, ...assignments],
      accountIds: [account.id],
      signIns:
        login === null || passwordHash === null
          ? []
          : [{ accountId: account.id, login, passwordHash }],
      what: 'account.create',
      subject: account.id,
      result: account.id,
    };
  });
  return readStaffEntry(deps, accountId);
}

/** Who sits in the office needs a way in, and a login without a password is none. */
function requireSignIn({ login, password, assignments }: StaffRequest): void {
  if ((login === undefined) !== (password === undefined))
    throw new Problem('bad-request', { at: login === undefined ? 'login' : 'password' });
  const isOffice = assignments.some(({ role }) => role === 'office_admin' || role === 'auditor');
  if (isOffice && login === undefined) throw new Problem('bad-request', { at: 'login' });
}

async function assign(
  tx: Tx,
  of: { deps: Dependencies; accountId: Id; wanted: AssignmentRequest },
): Promise<DocumentPut> {
  const { role, from, to } = of.wanted;
  const post = await completePost(tx, of.wanted);
  const start = from ?? instantOf(of.deps.now());
  if (to !== null && to !== undefined && to <= start)
    throw new Problem('bad-request', { at: 'to' });
  const { accountId } = of;
  return assignmentPut(newAssignment({ accountId, role, post, from: start, to: to ?? null }));
}

export async function changeStaff(
  deps: Dependencies,
  of: { by: Id; accountId: Id; version: number; request: StaffChange },
): Promise<StaffEntry> {
  const { by, accountId, version, request } = of;
  const passwordHash = request.password === undefined ? null : await hashPassword(request.password);
  if (by === accountId && !request.isActive) throw new Problem('conflict', { why: 'own-account' });
  await changeDocuments(deps, by, async (tx) => {
    const { name, isActive } = request;
    const old = await requireVersion(
      tx,
      { kind: 'account', id: accountId, version },
      { name, isActive },
    );
    const login = passwordHash === null ? null : await readLogin(tx, accountId);
    if (passwordHash !== null && login === null)
      throw new Problem('bad-request', { at: 'password' });
    const directory = await getDocument(tx, 'directory', old.personId);
    const isStaff = directory?.body.kind !== 'student';
    const puts = [accountPut({ id: accountId, personId: old.personId, name, isActive })];
    if (isStaff) {
      puts.push(directoryPut(staffDirectory(old.personId, name)));
      puts.push(contactPut(old.personId, request.phone || null));
      await keepPhone(tx, { personId: old.personId, phone: request.phone || null });
    }
    if (!isActive) {
      const at = instantOf(deps.now());
      const assignments = (await assignmentsOf(tx, [accountId])).get(accountId) ?? [];
      puts.push(...endedAssignments(assignments, at).map(assignmentPut));
    }
    if (!isActive || passwordHash !== null)
      await tx.deleteFrom('session').where('accountId', '=', accountId).execute();
    return {
      puts,
      accountIds: [accountId],
      signIns: login === null || passwordHash === null ? [] : [{ accountId, login, passwordHash }],
      what: isActive ? 'account.change' : 'account.deactivate',
      subject: accountId,
      details: { isPasswordNew: passwordHash !== null },
      result: null,
    };
  });
  return readStaffEntry(deps, accountId);
}

export async function addAssignment(
  deps: Dependencies,
  of: { by: Id; accountId: Id; request: AssignmentRequest },
): Promise<StaffEntry> {
  const { by, accountId, request } = of;
  await changeDocuments(deps, by, async (tx) => {
    const account = await getDocument(tx, 'account', accountId);
    if (account === null) throw new Problem('not-found');
    if (!account.body.isActive) throw new Problem('conflict', { why: 'account-inactive' });
    const put = await assign(tx, { deps, accountId, wanted: request });
    const details = { role: request.role, post: request.post };
    const what = 'assignment.create';
    // Until now perhaps one who only reports: from now on phones of staff show who recorded what.
    const isPost = request.post.kind !== 'self';
    return {
      puts: isPost ? [put, accountPut(account.body)] : [put],
      accountIds: [accountId],
      what,
      subject: accountId,
      details,
      result: null,
    };
  });
  return readStaffEntry(deps, accountId);
}

/** From this moment on. An office account cannot take its own seat away: one always remains. */
export async function endAssignment(
  deps: Dependencies,
  of: { by: Id; accountId: Id; assignmentId: Id },
): Promise<StaffEntry> {
  const { by, accountId, assignmentId } = of;
  const at = instantOf(deps.now());
  await changeDocuments(deps, by, async (tx) => {
    const assignment = await getDocument(tx, 'assignment', assignmentId);
    if (assignment?.body.accountId !== accountId) throw new Problem('not-found');
    if (by === accountId && assignment.body.role === 'office_admin')
      throw new Problem('conflict', { why: 'own-account' });
    return {
      puts: endedAssignments([assignment.body], at).map(assignmentPut),
      accountIds: [accountId],
      what: 'assignment.end',
      subject: assignmentId,
      result: null,
    };
  });
  return readStaffEntry(deps, accountId);
}
