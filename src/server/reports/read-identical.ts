import { sql, type SqlBool } from 'kysely';
import { addDays, boundsOfDay, dayOf } from '../../domain/campus-day.ts';
import { readFact, type FactBody } from '../../domain/fact.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import { identicalRuns, type IdenticalRun } from '../../domain/identical-reports.ts';
import { foldSessions } from '../../domain/session-log.ts';
import type { IdenticalPage, IdenticalQuery } from '../../protocol/office-alarms.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { factOf } from '../sync/stored-facts.ts';
import { readToldAbout } from './read-told-about.ts';
import { toldInSteps } from './read-told.ts';
import { readReportPeople } from './report-people.ts';
import { reportRulesNow } from './session-asked.ts';

const PAGE = 100;
/** How far back a run that still lasts is followed. */
const FOLLOWED_DAYS = 30;
/** So many days alike make it worth looking into a person's own records: few are alike by chance. */
const DAYS_COMPARED = 3;

/** Runs of the same answers that last until yesterday or today. */
export async function readIdentical(
  deps: Dependencies,
  { offset = '0' }: IdenticalQuery,
): Promise<IdenticalPage> {
  const { db } = deps;
  const { now, clock } = await reportRulesNow(deps);
  const yesterday = addDays(dayOf(now, clock.zone), -1);
  const { identicalDays } = clock.rules;
  const compared = Math.min(identicalDays - 1, DAYS_COMPARED);
  const days = Array.from({ length: compared }, (_, back) => addDays(yesterday, -back));
  const firstOf = (back: number): Instant =>
    boundsOfDay(addDays(yesterday, -back), clock.zone).from;
  const alike = await readAlike(db, { days, from: firstOf(compared - 1), now });
  const facts = await readToldAbout(db, {
    types: ['self-report', 'void'],
    personIds: alike,
    from: firstOf(FOLLOWED_DAYS),
  });
  const runs = identicalRuns(foldSessions(facts), clock).filter(({ to }) => to >= yesterday);
  const page = runs.slice(Number(offset), Number(offset) + PAGE);
  return { atLeastDays: identicalDays, total: runs.length, rows: await describe(db, page) };
}

async function describe(db: Reader, runs: readonly IdenticalRun[]): Promise<IdenticalPage['rows']> {
  const names = await readReportPeople(
    db,
    runs.map(({ personId }) => personId),
  );
  return runs.map(({ personId, ...run }) => ({ person: names.person(personId), ...run }));
}

/** Whoever may have told the same in one slot of all these days; surely everybody who did. */
async function readAlike(
  db: Reader,
  { days, from, now }: { days: readonly Day[]; from: Instant; now: Instant },
): Promise<Id[]> {
  const answers = new Map<string, Set<string>[]>();
  const alike = new Set<Id>();
  const isWanted = sql<SqlBool>`"envelope" not like '%"reading":null%'`;
  for await (const rows of toldInSteps(db, { types: ['self-report'], from, now, isWanted }))
    for (const row of rows) {
      const read = readFact(factOf(row));
      if (read?.type !== 'self-report') continue;
      const { personId, session } = read.body;
      const at = days.indexOf(session.day);
      // What an amendment made alike is seen in the person's own records.
      if (row.rootId !== null) alike.add(personId);
      else if (at >= 0 && read.body.onBehalfAs === null)
        answersOf(answers, { key: `${personId} ${session.slot}`, days: days.length })[at]?.add(
          roughly(read.body),
        );
    }
  for (const [key, [first, ...rest]] of answers)
    if ([...(first ?? [])].some((said) => rest.every((told) => told.has(said))))
      alike.add(key.slice(0, key.indexOf(' ')));
  return [...alike];
}

/** Whose answers are the same is the same here. */
const roughly = ({ reading, whereabouts }: FactBody<'self-report'>): string =>
  `${reading?.tempC ?? ''} ${reading?.site ?? ''} ${whereabouts}`;

function answersOf(
  answers: Map<string, Set<string>[]>,
  { key, days }: { key: string; days: number },
): Set<string>[] {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const fresh = Array.from({ length: days }, () => new Set<string>());
  answers.set(key, fresh);
  return fresh;
}
