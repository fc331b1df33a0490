import { boundsOfDay } from '../../src/domain/campus-day.ts';
import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import { reportRulesOf } from '../../src/domain/default-report.ts';
import { windowOf } from '../../src/domain/report-session.ts';
import { SESSION_TYPES } from '../../src/domain/session-log.ts';
import { foldRolls, type RolledMember } from '../../src/domain/session-rollup.ts';
import { listDocuments } from '../../src/server/database/documents.ts';
import type { Reader } from '../../src/server/database/tables.ts';
import { readFacts } from '../../src/server/rounds/read-facts.ts';
import type { ClassCounts } from './hour-count.ts';
import { SESSION } from './hour-plan.ts';

const ZONE = 'Asia/Shanghai';

/** The roll-up by the product's fold over the stored facts. */
export async function foldCounts(db: Reader, nowMs: number): Promise<ClassCounts> {
  const window = windowOf(SESSION, { rules: reportRulesOf(DEFAULT_POLICY), zone: ZONE });
  if (window === null) throw new Error('no such session');
  const { from } = boundsOfDay(SESSION.day, ZONE);
  const facts = await readFacts(db, { types: SESSION_TYPES, from });
  const contacts = new Map((await listDocuments(db, 'contact')).map(({ id, body }) => [id, body]));
  const members = (await listDocuments(db, 'directory')).flatMap(({ id, body }): RolledMember[] => {
    if (body.classId === null) return [];
    return [
      {
        personId: id,
        room: body.home?.room ?? null,
        whereabouts: contacts.get(id)?.whereabouts ?? null,
        whereaboutsSince: contacts.get(id)?.whereaboutsSince ?? null,
        place: { kind: 'class', id: body.classId },
        college: body.college,
      },
    ];
  });
  const now = new Date(nowMs).toISOString();
  const rolls = foldRolls(facts, { window, now, members, policy: DEFAULT_POLICY });
  return new Map(
    rolls.flatMap(({ places }) => places.map(({ place, counts }) => [place.id, counts] as const)),
  );
}
