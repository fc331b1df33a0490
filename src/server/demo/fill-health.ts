import { randomUUID } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Contact, Directory } from '../../domain/person.ts';
import type { Member } from '../../domain/session-sheet.ts';
import { listDocuments } from '../database/documents.ts';
import type { Dependencies } from '../dependencies.ts';
import { makeCards } from '../enrolment/make-cards.ts';
import { answerCorrection, readCorrectionsPage } from '../reports/corrections.ts';
import type { Chance } from './chance.ts';
import type { DemoCampus } from './demo-campus.ts';
import { demoClassHealth } from './demo-class-health.ts';
import { demoHousehold, type DemoHousehold } from './demo-household.ts';
import { bindPhone, record, staffPhone, type DemoPhone } from './demo-phone.ts';
import { demoReports, demoSessions } from './demo-reports.ts';
import { demoReturns } from './demo-returns.ts';
import { demoUnitHealth } from './demo-unit-health.ts';

const SILENT_MS = 3 * 3_600_000;

/** When the demo is made, and when its campus was founded. */
export interface DemoTime {
  deps: Dependencies;
  founding: Dependencies;
}

/**
 * Days of reports in the first unit and in one of its classes: most tell by phone, some phones have not been heard
 * for hours, some have none and a card that waits, three of one room fall ill, two ask for a correction.
 */
export async function fillHealth(
  time: DemoTime,
  {
    campus,
    keeper,
    unitId,
    chance,
  }: { campus: DemoCampus; keeper: DemoPhone; unitId: Id; chance: Chance },
): Promise<Pick<DemoHousehold, 'student' | 'roomHead'>> {
  const { deps, founding } = time;
  const { adminId: by, residents } = campus;
  const contacts = new Map(
    (await listDocuments(deps.db, 'contact')).map(({ id, body }) => [id, body]),
  );
  const inUnit = residents.filter(({ home }) => home?.unitId === unitId);
  const household = demoHousehold(inUnit, (id) => contacts.get(id));
  const sessions = demoSessions(deps.now(), deps.settings.campusZone);

  const told = await reportsOfUnit(time, { household, sessions, chance, by });
  const unitTold = demoUnitHealth({ ...household, signer: keeper, sessions }, deps.now());
  told.push(...unitTold);
  const ofUnit = { signer: keeper, place: { kind: 'unit', id: unitId } as const, sessions, told };
  const members = membersOf(inUnit, contacts);
  await record(deps, keeper, [...unitTold, ...demoReturns({ ...ofUnit, members })]);

  const { classId } = household.student;
  if (classId !== null) {
    const fellows = residents.filter((person) => person.classId === classId);
    const signer = await staffPhone(
      { deps, founding, by },
      {
        name: `班主任 · ${household.student.className ?? ''}`,
        role: 'class_head',
        post: { kind: 'class', id: classId },
      },
    );
    const heard = new Set(household.reporting.map(({ personId }) => personId));
    const unheard = fellows.flatMap(({ id }) =>
      heard.has(id) || contacts.get(id)?.whereabouts === 'abroad' ? [] : id,
    );
    const classTold = demoClassHealth({ signer, classId, sessions, unheard }, deps.now());
    told.push(...classTold);
    const ofClass = { signer, place: { kind: 'class', id: classId } as const, sessions, told };
    const inClass = membersOf(fellows, contacts);
    await record(deps, signer, [...classTold, ...demoReturns({ ...ofClass, members: inClass })]);
  }
  await makeCards(deps, {
    by,
    personIds: household.phoneless,
    validDays: undefined,
    endsPhones: false,
  });
  await answerOne(deps, by);
  return household;
}

/** From the residents' own phones; the silent ones have told nothing since they were last heard. */
async function reportsOfUnit(
  { deps, founding }: DemoTime,
  of: {
    household: DemoHousehold;
    sessions: ReturnType<typeof demoSessions>;
    chance: Chance;
    by: Id;
  },
): Promise<Omit<Operation, 'seq'>[]> {
  const { household, sessions, chance, by } = of;
  const { reporting, silent } = household;
  const personIds = [...silent, ...reporting.map(({ personId }) => personId)];
  const order = { by, personIds, validDays: undefined, endsPhones: false };
  const { cards } = await makeCards(founding, order);
  const accounts = await deps.db.selectFrom('account').select(['id', 'personId']).execute();
  const accountIds = new Map(accounts.map(({ id, personId }) => [personId, id]));
  const told: Omit<Operation, 'seq'>[] = [];
  for (const { personId, link } of cards) {
    const accountId = accountIds.get(personId) ?? '';
    const phone = await bindPhone(founding, { accountId, code: link.split('=')[1] ?? '' });
    const own = reporting.find((one) => one.personId === personId);
    const heard = own === undefined ? { ...deps, now: () => deps.now() - SILENT_MS } : deps;
    const reporter = { ...(own ?? { ...UNREMARKABLE, personId }), phone };
    const past = own === undefined ? sessions.slice(0, -1) : sessions;
    const reports = demoReports(reporter, { sessions: past, untilMs: heard.now() }, chance);
    await record(heard, phone, reports);
    told.push(...reports);
  }
  return told;
}

const UNREMARKABLE = { illness: null, isLate: false, isUnmeasured: false, asks: null };

const membersOf = (people: readonly Directory[], contacts: ReadonlyMap<Id, Contact>): Member[] =>
  people.map(({ id, home }) => ({
    personId: id,
    room: home?.room ?? null,
    whereabouts: contacts.get(id)?.whereabouts ?? null,
    whereaboutsSince: contacts.get(id)?.whereaboutsSince ?? null,
  }));

/** The office has answered one request; the other one waits. */
async function answerOne(deps: Dependencies, by: Id): Promise<void> {
  const { rows } = await readCorrectionsPage(deps, { state: 'open' });
  const asked = rows.at(-1);
  if (asked === undefined) return;
  const request = { factId: randomUUID(), text: '已核实，请在手机上更正' };
  await answerCorrection(deps, { by, requestId: asked.id, request });
}
