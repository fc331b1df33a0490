import { foldAbsences, type AbsenceEntry } from '../../domain/absence-log.ts';
import type { AttachmentSha } from '../../domain/attachment.ts';
import { readFact } from '../../domain/fact.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { personScope } from '../../domain/scope.ts';
import type { AbsenceRow, AbsencesPage, AbsencesQuery } from '../../protocol/office-absence.ts';
import { presentAttachments } from '../attachments/read-attachments.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readReportPeople, whoIsAsked, type ReportPeople } from './report-people.ts';

const PAGE = 100;

export type AbsencesAsked = Omit<AbsencesQuery, 'offset'>;

export async function readAbsencesPage(
  { db }: Dependencies,
  people: PersonIndexCache,
  { offset = '0', ...asked }: AbsencesQuery,
): Promise<AbsencesPage> {
  const entries = await selectAbsences(db, people, asked);
  const page = entries.slice(Number(offset), Number(offset) + PAGE);
  return { total: entries.length, rows: await describeAbsences(db, page) };
}

/** All that retention has kept: a class has few. */
export async function selectAbsences(
  db: Reader,
  people: PersonIndexCache,
  { state = 'all', ...place }: AbsencesAsked,
): Promise<AbsenceEntry[]> {
  const facts = await readFacts(db, { types: ['absence', 'absence-follow-up', 'void'] });
  const isAsked = await whoIsAsked(people, place);
  const all = foldAbsences([...facts, ...(await readChecksSince(db, facts))]);
  return all.filter(
    ({ absence, isOpen, proof }) =>
      isAsked(absence.personId) &&
      (state === 'all' || (state === 'open' ? isOpen : proof === 'missing')),
  );
}

/** Whom staff saw in class since, of those who were registered as absent. */
async function readChecksSince(db: Reader, facts: readonly Fact[]): Promise<Fact[]> {
  const ill = new Set<Id>();
  let from: Instant | null = null;
  for (const fact of facts) {
    const read = readFact(fact);
    if (read?.type !== 'absence') continue;
    ill.add(read.body.personId);
    if (from === null || fact.correctedAt < from) from = fact.correctedAt;
  }
  if (from === null) return [];
  const scopes = [...ill].map(personScope);
  return readFacts(db, { types: ['session-check'], from, scopes });
}

export async function describeAbsences(
  db: Reader,
  entries: readonly AbsenceEntry[],
): Promise<AbsenceRow[]> {
  const names = await readReportPeople(
    db,
    entries.map(({ absence }) => absence.personId),
  );
  const shas = entries.flatMap(({ followUps }) =>
    followUps.flatMap(({ body }) => body.photos.map(({ sha }) => sha)),
  );
  const present = await presentAttachments(db, shas);
  return entries.map(({ id, at, by, absence, followUps, isOpen, backOn, proof }): AbsenceRow => {
    const { personId, ...rest } = absence;
    return {
      id,
      at,
      person: names.person(personId),
      by: names.teller(by),
      ...rest,
      steps: followUps.map((step) => stepOf(step, { names, present })),
      isOpen,
      backOn,
      proof,
    };
  });
}

function stepOf(
  { id, at, by, body }: AbsenceEntry['followUps'][number],
  { names, present }: { names: ReportPeople; present: ReadonlySet<AttachmentSha> },
): AbsenceRow['steps'][number] {
  const { step, diagnosisClass, on, note, photos } = body;
  return {
    id,
    at,
    by: names.teller(by),
    step,
    diagnosisClass,
    on,
    note,
    photos: photos.map(({ sha }) => ({ sha, isReceived: present.has(sha) })),
  };
}
