import type { Id } from '../../domain/id.ts';
import type { StaffRow } from '../../domain/roster/staff-reading.ts';
import type { StaffApplyReply } from '../../protocol/office-staff.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import {
  accountPut,
  assignmentPut,
  directoryPut,
  newAssignment,
  newStaff,
  staffDirectory,
} from '../accounts/staff-documents.ts';
import { endedAssignments, keepPhone } from '../accounts/staff-look-ups.ts';
import type { DocumentPut } from '../database/documents.ts';
import type { Tx } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { planStaff, type PlannedKeeper } from './staff-plan.ts';

type Applied = StaffApplyReply['applied'];

/** Makes or changes the keepers of a staff file in one transaction. Repeated, it changes nothing. */
export function applyStaff(
  deps: Dependencies,
  of: { by: Id | null; rows: readonly StaffRow[]; file: { name: string; sha: string } },
): Promise<Applied> {
  const at = instantOf(deps.now());
  return changeDocuments(deps, of.by, async (tx) => {
    const plan = await planStaff(tx, of.rows, at);
    const puts = endedAssignments(plan.ended, at).map(assignmentPut);
    const accountIds = new Set(plan.ended.map(({ accountId }) => accountId));
    const applied: Applied = { new: 0, changed: 0, same: 0 };
    for (const keeper of plan.keepers) {
      const written = await keeperPuts(tx, keeper, at);
      applied[written.kind] += 1;
      puts.push(...written.puts);
      if (written.kind !== 'same') accountIds.add(written.accountId);
    }
    return {
      puts,
      accountIds: [...accountIds],
      what: 'staff.import',
      subject: null,
      details: { ...of.file, applied, ended: plan.ended.length },
      result: applied,
    };
  });
}

async function keeperPuts(
  tx: Tx,
  { phone, name, known, added }: PlannedKeeper,
  at: string,
): Promise<{ kind: keyof Applied; accountId: Id; puts: DocumentPut[] }> {
  const posts = (accountId: Id): DocumentPut[] =>
    added.map(({ unitId: id, buildingId }) => {
      const post = { kind: 'unit', id, buildingId } as const;
      return assignmentPut(newAssignment({ accountId, role: 'unit_keeper', post, from: at }));
    });
  if (known === null) {
    const { account, puts } = newStaff({ name, phone });
    await keepPhone(tx, { personId: account.personId, phone });
    return { kind: 'new', accountId: account.id, puts: [...puts, ...posts(account.id)] };
  }
  const { account } = known;
  const puts = posts(account.id);
  if (account.name !== name || !account.isActive) {
    puts.push(accountPut({ ...account, name, isActive: true }));
    puts.push(directoryPut(staffDirectory(account.personId, name)));
  }
  return { kind: puts.length === 0 ? 'same' : 'changed', accountId: account.id, puts };
}
