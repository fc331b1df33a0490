import type { Id } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { Directory } from '../../domain/person.ts';
import type { Building, DisinfectionArea, Door, Unit } from '../../domain/place.ts';
import type { Post, Role } from '../../domain/role.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import { hashPassword } from '../accounts/password.ts';
import { ensureSetUpLink, setUp } from '../accounts/set-up.ts';
import { assignmentPut, newAssignment, newStaff } from '../accounts/staff-documents.ts';
import { listDocuments } from '../database/documents.ts';
import { writeMeta } from '../database/meta.ts';
import { putWithAccess } from '../database/refresh-access.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { createAreas } from '../places/change-areas.ts';
import { planPlaces } from '../places/import-places.ts';
import { applyRoster } from '../roster/apply-roster.ts';
import type { Chance } from './chance.ts';
import { DEMO_AREAS } from './demo-disinfection.ts';
import { DEMO_BUILDINGS, demoResidents } from './residents.ts';

/** Everybody who signs in to the demo's office uses it. */
export const DEMO_PASSWORD = 'demo-demo-demo';
export const DEMO_LOGINS = { office_admin: 'demo', auditor: 'auditor' } as const;

export interface DemoCampus {
  adminId: Id;
  buildings: Building[];
  units: Unit[];
  doors: Door[];
  areas: DisinfectionArea[];
  residents: Directory[];
}

/** Organisation, places and residents, as if they had been entered at `deps.now()`. */
export async function foundDemoCampus(deps: Dependencies, chance: Chance): Promise<DemoCampus> {
  const adminId = await foundOrganisation(deps);
  await buildPlaces(deps);
  for (const { id } of await listDocuments(deps.db, 'building'))
    await createAreas(deps, {
      by: adminId,
      request: { buildingId: id, areas: [...DEMO_AREAS] },
    });
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
  const buildings = bodies(await listDocuments(deps.db, 'building')).sort((a, b) =>
    byNaturalOrder(a.name, b.name),
  );
  const units = bodies(await listDocuments(deps.db, 'unit')).sort((a, b) =>
    byNaturalOrder(a.code, b.code),
  );
  return {
    adminId,
    buildings,
    units: buildings.flatMap(({ id }) => units.filter(({ buildingId }) => buildingId === id)),
    doors: bodies(await listDocuments(deps.db, 'door')),
    areas: bodies(await listDocuments(deps.db, 'area')),
    residents: people
      .filter((person) => person.kind === 'student')
      .sort((a, b) => byNaturalOrder(a.number ?? '', b.number ?? '')),
  };
}

async function foundOrganisation(deps: Dependencies): Promise<Id> {
  const link = await ensureSetUpLink(deps.db);
  const adminId = await setUp(deps, {
    secret: link?.split('=')[1] ?? '',
    organisation: '演示大学 Demo University',
    campusName: '示范校区',
    login: DEMO_LOGINS.office_admin,
    password: DEMO_PASSWORD,
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

/** A member of staff with one role, from `deps.now()` on; with a login, a sign-in to the office. Gives the account. */
export async function addDemoStaff(
  deps: Dependencies,
  of: { name: string; role: Role; post: Post; login?: string },
): Promise<Id> {
  const login = of.login ?? null;
  const { account, puts } = newStaff({ name: of.name, phone: null });
  const accountId = account.id;
  const from = instantOf(deps.now());
  const assignment = newAssignment({ accountId, role: of.role, post: of.post, from });
  const signIns =
    login === null ? [] : [{ accountId, login, passwordHash: await hashPassword(DEMO_PASSWORD) }];
  return changeDocuments(deps, accountId, () =>
    Promise.resolve({
      puts: [...puts, assignmentPut(assignment)],
      accountIds: [accountId],
      signIns,
      what: 'staff.create',
      subject: accountId,
      result: accountId,
    }),
  );
}

const bodies = <Body>(list: readonly { body: Body }[]): Body[] => list.map(({ body }) => body);
