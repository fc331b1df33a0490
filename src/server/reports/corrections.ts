import { readFact, type FactBody, type ReadBody } from '../../domain/fact.ts';
import { inFactOrder } from '../../domain/fact-order.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type {
  AnswerRequest,
  CorrectionRow,
  CorrectionsPage,
  CorrectionsQuery,
  RecordSaid,
} from '../../protocol/office-reports.ts';
import { writeAudit } from '../accounts/audit.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { isRecorded, refusal } from '../door-log/change-check.ts';
import { openDesk, recordAtDesk } from '../door-log/office-desk.ts';
import { Problem } from '../problem.ts';
import { readFacts, readFamily } from '../rounds/read-facts.ts';
import { factOf } from '../sync/stored-facts.ts';
import { readReportPeople, type ReportPeople } from './report-people.ts';

const PAGE = 100;

export async function readCorrectionsPage(
  { db }: Dependencies,
  { state = 'all', offset = '0' }: CorrectionsQuery,
): Promise<CorrectionsPage> {
  const all = requestsOf(
    await readFacts(db, { types: ['correction-request', 'correction-answer'] }),
  );
  const asked = state === 'all' ? all : all.filter(({ answers }) => answers.length === 0);
  const page = asked.slice(Number(offset), Number(offset) + PAGE);
  return { total: asked.length, rows: await describe(db, page) };
}

/** From the office's desk. Throws `not-found` for what nobody asked. */
export async function answerCorrection(
  deps: Dependencies,
  { by, requestId, request }: { by: Id; requestId: Id; request: AnswerRequest },
): Promise<CorrectionRow> {
  const { factId, text } = request;
  const at = instantOf(deps.now());
  const heads = await writeDatabase(deps.db, async (tx) => {
    await openDesk(tx, at);
    if (await isRecorded(tx, { by, entryId: requestId, factId })) return new Map();
    const { person } = await readCorrection(tx, requestId);
    const body = { requestId, text };
    const fact = { id: factId, accountId: by, type: 'correction-answer' as const, body };
    const { result, heads: stamped } = await recordAtDesk(tx, deps, fact);
    if (result.outcome === 'parked') throw refusal(result);
    const audit = { at, accountId: by, what: 'correction.answer', subject: person.id };
    await writeAudit(tx, { ...audit, details: { requestId, factId } });
    return stamped;
  });
  deps.pokes.announce(heads);
  return readCorrection(deps.db, requestId);
}

async function readCorrection(db: Reader, requestId: Id): Promise<CorrectionRow> {
  const asked = requestsOf(await readFamily(db, requestId));
  const [row] = await describe(
    db,
    asked.filter(({ fact }) => fact.id === requestId),
  );
  if (row === undefined) throw new Problem('not-found');
  return row;
}

interface Asked {
  fact: Fact;
  request: FactBody<'correction-request'>;
  answers: readonly { fact: Fact; text: string }[];
}

/** Those that retention has kept, with their answers, newest first. */
function requestsOf(facts: readonly Fact[]): Asked[] {
  const asked: Omit<Asked, 'answers'>[] = [];
  const answersTo = new Map<Id, { fact: Fact; text: string }[]>();
  for (const fact of inFactOrder(facts)) {
    const read = readFact(fact);
    if (read?.type === 'correction-request') asked.push({ fact, request: read.body });
    if (read?.type !== 'correction-answer') continue;
    const { requestId, text } = read.body;
    const answers = answersTo.get(requestId);
    if (answers === undefined) answersTo.set(requestId, [{ fact, text }]);
    else answers.push({ fact, text });
  }
  return asked.map((one) => ({ ...one, answers: answersTo.get(one.fact.id) ?? [] })).reverse();
}

async function describe(db: Reader, asked: readonly Asked[]): Promise<CorrectionRow[]> {
  const personIds = asked.map(({ request }) => request.personId);
  const names = await readReportPeople(db, personIds);
  const recordOf = await readRecords(
    db,
    asked.flatMap(({ request }) => request.of ?? []),
  );
  return asked.map(({ fact, request: { personId, of, text }, answers }) => ({
    id: fact.id,
    at: fact.correctedAt,
    by: names.teller(fact.by),
    person: names.person(personId),
    of: of === null ? null : saidOf(of, recordOf.get(of), names),
    text,
    answers: answers.map((answer) => ({
      id: answer.fact.id,
      at: answer.fact.correctedAt,
      by: names.teller(answer.fact.by),
      text: answer.text,
    })),
  }));
}

type About = NonNullable<CorrectionRow['of']>;

/** Of a record that retention has erased, its kind alone. */
interface Recorded {
  type: string;
  fact: Fact | null;
}

async function readRecords(db: Reader, factIds: readonly Id[]): Promise<ReadonlyMap<Id, Recorded>> {
  const records = new Map<Id, Recorded>();
  for (const ids of idChunks(factIds)) {
    const rows = await db
      .selectFrom('opLog')
      .select(['id', 'type', 'deviceId', 'envelope', 'correctedAt', 'receivedAt', 'purgedAt'])
      .where('id', 'in', ids)
      .execute();
    for (const { type, purgedAt, ...row } of rows)
      records.set(row.id, { type, fact: purgedAt === null ? factOf(row) : null });
  }
  return records;
}

function saidOf(id: Id, recorded: Recorded | undefined, names: ReportPeople): About {
  if (recorded === undefined) return { id, type: null, record: null };
  const { type, fact } = recorded;
  const read = fact && readFact(fact);
  if (fact === null || read === null) return { id, type, record: null };
  return {
    id,
    type,
    record: { at: fact.correctedAt, by: names.teller(fact.by), ...partsOf(read) },
  };
}

/** What kinds of record have in common that people ask to have put right. */
function partsOf({ body }: ReadBody): Omit<RecordSaid, 'at' | 'by'> {
  const reading = 'reading' in body ? body.reading : null;
  return {
    session: 'session' in body ? body.session : null,
    reading: reading && { tempC: reading.tempC, site: reading.site },
    symptoms: 'symptoms' in body ? body.symptoms : null,
    whereabouts: 'whereabouts' in body ? body.whereabouts : null,
    note: 'note' in body ? body.note : null,
  };
}
