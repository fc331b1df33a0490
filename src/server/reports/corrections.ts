import { readFact } from '../../domain/fact.ts';
import { inFactOrder } from '../../domain/fact-order.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type {
  AnswerRequest,
  CorrectionRow,
  CorrectionsPage,
  CorrectionsQuery,
} from '../../protocol/office-reports.ts';
import { writeAudit } from '../accounts/audit.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { isRecorded, refusal } from '../door-log/change-check.ts';
import { openDesk, recordAtDesk } from '../door-log/office-desk.ts';
import { Problem } from '../problem.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readReportPeople } from './report-people.ts';

const PAGE = 100;

export async function readCorrectionsPage(
  { db }: Dependencies,
  { state = 'all', offset = '0' }: CorrectionsQuery,
): Promise<CorrectionsPage> {
  const rows = await readCorrections(db);
  const asked = state === 'all' ? rows : rows.filter(({ answers }) => answers.length === 0);
  return { total: asked.length, rows: asked.slice(Number(offset), Number(offset) + PAGE) };
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
  const row = (await readCorrections(db)).find(({ id }) => id === requestId);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** All that retention has kept, newest first. */
async function readCorrections(db: Reader): Promise<CorrectionRow[]> {
  const facts = inFactOrder(
    await readFacts(db, { types: ['correction-request', 'correction-answer'] }),
  );
  const asked = facts.flatMap((fact) => {
    const read = readFact(fact);
    return read?.type === 'correction-request' ? [{ fact, request: read.body }] : [];
  });
  const personIds = asked.map(({ request }) => request.personId);
  const names = await readReportPeople(db, personIds);
  const typeOf = await readTypes(
    db,
    asked.flatMap(({ request }) => request.of ?? []),
  );
  const rows = asked.map(
    ({ fact: { id, correctedAt: at, by }, request: { personId, of, text } }): CorrectionRow => ({
      id,
      at,
      by: names.teller(by),
      person: names.person(personId),
      of: of === null ? null : { id: of, type: typeOf.get(of) ?? null },
      text,
      answers: answersTo(id, facts).map((answer) => ({ ...answer, by: names.teller(answer.by) })),
    }),
  );
  return rows.reverse();
}

function answersTo(requestId: Id, facts: readonly Fact[]) {
  return facts.flatMap((fact) => {
    const read = readFact(fact);
    if (read?.type !== 'correction-answer' || read.body.requestId !== requestId) return [];
    return [{ id: fact.id, at: fact.correctedAt, by: fact.by, text: read.body.text }];
  });
}

async function readTypes(db: Reader, factIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const types = new Map<Id, string>();
  for (const ids of idChunks(factIds)) {
    const rows = db.selectFrom('opLog').select(['id', 'type']).where('id', 'in', ids);
    for (const { id, type } of await rows.execute()) types.set(id, type);
  }
  return types;
}
