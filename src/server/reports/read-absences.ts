import { boundsOfDay } from '../../domain/campus-day.ts';
import { readFact } from '../../domain/fact.ts';
import { inFactOrder } from '../../domain/fact-order.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Id } from '../../domain/id.ts';
import type {
  AbsenceRow,
  AbsencesPage,
  AbsencesQuery,
  ContactRow,
  ContactsPage,
  ContactsQuery,
} from '../../protocol/office-reports.ts';
import type { Dependencies } from '../dependencies.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { dayAsked } from '../rounds/read-rounds.ts';
import { readReportPeople, type ReportPeople } from './report-people.ts';

const PAGE = 100;

/** All that retention has kept: a class has few. */
export async function readAbsencesPage(
  { db }: Dependencies,
  { state = 'all', offset }: AbsencesQuery,
): Promise<AbsencesPage> {
  const facts = standing(await readFacts(db, { types: ['absence', 'absence-follow-up', 'void'] }));
  const told = facts.flatMap((fact) => {
    const read = readFact(fact);
    return read?.type === 'absence' ? [{ fact, absence: read.body }] : [];
  });
  const names = await readReportPeople(
    db,
    told.map(({ absence }) => absence.personId),
  );
  const stepsOf = shelveSteps(facts, names);
  const rows = told.reverse().map(({ fact, absence }): AbsenceRow => {
    const { personId, ...rest } = absence;
    const steps = stepsOf.get(fact.id) ?? [];
    const isOpen = steps.every(({ step }) => step !== 'return');
    return { ...toldBy(fact, personId, names), ...rest, steps, isOpen };
  });
  const asked = state === 'all' ? rows : rows.filter(({ isOpen }) => isOpen);
  return { total: asked.length, rows: pageOf(asked, offset) };
}

export async function readContactsPage(
  deps: Dependencies,
  query: ContactsQuery,
): Promise<ContactsPage> {
  const { db, settings } = deps;
  const day = dayAsked(deps, query.day);
  const { from, to } = boundsOfDay(day, settings.campusZone);
  const facts = standing([
    ...(await readFacts(db, { types: ['contact-log'], from, to })),
    ...(await readFacts(db, { types: ['void'], from })),
  ]);
  const told = facts.flatMap((fact) => {
    const read = readFact(fact);
    return read?.type === 'contact-log' ? [{ fact, contact: read.body }] : [];
  });
  const page = pageOf(told.reverse(), query.offset);
  const names = await readReportPeople(
    db,
    page.map(({ contact }) => contact.personId),
  );
  const rows = page.map(({ fact, contact: { personId, ...contact } }): ContactRow => ({
    ...toldBy(fact, personId, names),
    ...contact,
  }));
  return { day, total: told.length, rows };
}

/** Without what was taken back, by corrected time, then id. */
function standing(facts: readonly Fact[]): Fact[] {
  const inOrder = inFactOrder(facts);
  const voided = new Set(
    inOrder.flatMap((fact) => {
      const read = readFact(fact);
      return read?.type === 'void' ? [read.body.voids] : [];
    }),
  );
  return inOrder.filter(({ id }) => !voided.has(id));
}

function shelveSteps(
  facts: readonly Fact[],
  names: ReportPeople,
): ReadonlyMap<Id, AbsenceRow['steps']> {
  const shelves = new Map<Id, AbsenceRow['steps']>();
  for (const fact of facts) {
    const read = readFact(fact);
    if (read?.type !== 'absence-follow-up') continue;
    const { absenceId, step, diagnosisClass, on, note } = read.body;
    const { id, correctedAt: at, by } = fact;
    const told = { id, at, by: names.teller(by), step, diagnosisClass, on, note };
    shelves.set(absenceId, [...(shelves.get(absenceId) ?? []), told]);
  }
  return shelves;
}

const toldBy = ({ id, correctedAt: at, by }: Fact, personId: Id, names: ReportPeople) => ({
  id,
  at,
  person: names.person(personId),
  by: names.teller(by),
});

function pageOf<Row>(rows: readonly Row[], offset = '0'): Row[] {
  return rows.slice(Number(offset), Number(offset) + PAGE);
}
