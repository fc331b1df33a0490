import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import type { Building, Door, Unit } from '../../domain/place.ts';
import type { Post, Role } from '../../domain/role.ts';
import { ensureSetUpLink, setUp } from '../accounts/set-up.ts';
import { assignmentPut, newAssignment, newStaff } from '../accounts/staff-documents.ts';
import { listDocuments } from '../database/documents.ts';
import { writeMeta } from '../database/meta.ts';
import { putWithAccess } from '../database/refresh-access.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { planPlaces } from '../places/import-places.ts';
import { applyRoster } from '../roster/apply-roster.ts';
import type { Chance } from './chance.ts';
import { DEMO_BUILDINGS, demoResidents } from './residents.ts';

export const DEMO_LOGIN = { login: 'demo', password: 'demo-demo-demo' };

export interface DemoCampus {
  adminId: Id;
  buildings: Building[];
  units: Unit[];
  doors: Door[];
  residents: Directory[];
}

/** Organisation, places and residents, as if they had been entered at `deps.now()`. */
export async function foundDemoCampus(deps: Dependencies, chance: Chance): Promise<DemoCampus> {
  const adminId = await foundOrganisation(deps);
  await buildPlaces(deps);
  await applyRoster(deps.db, {
    rows: demoResidents(chance),
    handleLeft: 'keep',
    planSha: null,
    by: adminId,
    at: instantOf(deps.now()),
    zone: deps.settings.campusZone,
    file: { name: 'demo', sha: '' },
  });
  const people = bodies(await listDocuments(deps.db, 'directory'));
  return {
    adminId,
    buildings: bodies(await listDocuments(deps.db, 'building')),
    units: bodies(await listDocuments(deps.db, 'unit')),
    doors: bodies(await listDocuments(deps.db, 'door')),
    residents: people.filter((person) => person.kind === 'student'),
  };
}

async function foundOrganisation(deps: Dependencies): Promise<Id> {
  const link = await ensureSetUpLink(deps.db);
  const adminId = await setUp(deps, {
    secret: link?.split('=')[1] ?? '',
    organisation: '演示大学 Demo University',
    campusName: '示范校区',
    ...DEMO_LOGIN,
    name: '演示管理员',
  });
  await writeMeta(deps.db, 'is_demo', '1');
  return adminId;
}

async function buildPlaces({ db, now, settings }: Dependencies): Promise<void> {
  const campuses = bodies(await listDocuments(db, 'campus'));
  const { puts } = planPlaces(
    { campuses, buildings: [], units: [] },
    DEMO_BUILDINGS,
    settings.campusZone,
  );
  const by = { accountId: null, at: instantOf(now()) };
  await writeDatabase(db, (tx) => putWithAccess(tx, { puts, accountIds: [] }, by));
}

/** A member of staff with one role, from `deps.now()` on. Gives the account. */
export async function addDemoStaff(
  deps: Dependencies,
  of: { name: string; role: Role; post: Post },
): Promise<Id> {
  const at = instantOf(deps.now());
  const { account, puts } = newStaff({ name: of.name, phone: null, login: null });
  const assignment = newAssignment({
    accountId: account.id,
    role: of.role,
    post: of.post,
    from: at,
  });
  const change = { puts: [...puts, assignmentPut(assignment)], accountIds: [account.id] };
  await writeDatabase(deps.db, (tx) => putWithAccess(tx, change, { accountId: null, at }));
  return account.id;
}

const bodies = <Body>(list: readonly { body: Body }[]): Body[] => list.map(({ body }) => body);
