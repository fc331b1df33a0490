import { ReportFront } from '../../src/app/features/report/report-front.tsx';
import type { FactBody, FactType } from '../../src/domain/fact.ts';
import type { Id } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { Role } from '../../src/domain/role.ts';
import { idOf } from './door-facts.ts';
import { buildChanges, buildPage } from './feed.ts';
import { recordedOn } from './recorded.ts';
import { openPhone, showScreen, type SomeDocument } from './show-screen.tsx';
import { unitCampus } from './unit-campus.ts';

const FROM = '2020-01-01T00:00:00.000Z';

/** Another one's account, and the server's stamps a second after it happened. */
export interface ToldFact<T extends FactType = FactType> {
  id: Id;
  at: string;
  type: T;
  body: FactBody<T>;
  by?: Id;
}

/** Somebody with health of their own to report, at 08:00 of Monday, 8 June 2020 by the campus's clock unless told otherwise. */
export async function atTheReport({
  role = 'student',
  taughtClassIds = [],
  startAt = '2020-06-08T00:00:00.000Z',
  documents = [],
  facts = () => [],
}: {
  role?: Role;
  /** Of a course teacher, besides the role. */
  taughtClassIds?: readonly Id[];
  startAt?: string;
  documents?: readonly SomeDocument[] | ((me: { personId: Id }) => readonly SomeDocument[]);
  /** What has come down of this person. */
  facts?: (me: { personId: Id; accountId: Id }) => readonly ToldFact[];
} = {}) {
  const phone = await openPhone({
    documents: (account) => [
      ...documentsOf(account, role, taughtClassIds),
      ...(typeof documents === 'function' ? documents(account) : documents),
    ],
    startAt,
  });
  const { app } = phone;
  const { personId, accountId } = app.unlocked;
  let seq = 0;
  const comeDown = async (told: readonly ToldFact[]): Promise<void> => {
    const cursorUsed = seq === 0 ? 'c1' : `after ${seq}`;
    const entries = told.map((one) => ({
      kind: 'fact' as const,
      seq: (seq += 1),
      sha: one.id,
      fact: factOf(one, accountId),
    }));
    const page = buildPage(`person:${personId}`, entries);
    await app.replica.apply({ cursorUsed, changes: buildChanges(`after ${seq}`, [page]) });
  };
  const before = facts({ personId, accountId });
  if (before.length > 0) await comeDown(before);
  let screen = showScreen(app, <ReportFront />);
  const report = {
    ...phone,
    personId,
    ...recordedOn(app, () => screen),
    get screen() {
      return screen;
    },
    /** As a killed app that is opened again at its first address. */
    restart() {
      screen.unmount();
      screen = showScreen(app, <ReportFront />);
    },
    async agree() {
      await screen.tap('I have read this and agree');
      await screen.until(() => screen.get('link', 'Privacy notice'));
    },
    comeDown,
  };
  return report;
}

export const CONSENT = (personId: Id): ToldFact<'consent'> => ({
  id: idOf('q', 1),
  at: '2020-06-01T00:00:00.000Z',
  type: 'consent',
  body: { personId, noticeVersion: '2026-11-1', isGiven: true },
});

export const reportBody = (
  personId: Id,
  fields: Partial<FactBody<'self-report'>> = {},
): FactBody<'self-report'> => ({
  personId,
  session: { day: '2020-06-08', slot: 'am' },
  reading: { tempC: 36.5, site: 'axilla', thermometerId: null, rawValue: 36.5, rawUnit: 'C' },
  notMeasured: null,
  symptoms: [],
  whereabouts: 'on_campus',
  city: null,
  exposure: null,
  onBehalfAs: null,
  amends: null,
  ...fields,
});

function factOf({ id, at, type, body, by }: ToldFact, me: Id): Fact {
  return {
    id,
    by: by ?? me,
    deviceId: idOf('p', 1),
    at,
    zone: 'Asia/Shanghai',
    correctedAt: at,
    receivedAt: new Date(Date.parse(at) + 1000).toISOString(),
    type,
    tv: 1,
    shiftId: null,
    body,
  };
}

function documentsOf(
  account: { id: string; personId: string; name: string },
  role: Role,
  taughtClassIds: readonly Id[],
): SomeDocument[] {
  const { id, personId, name } = account;
  const isResident = role === 'student' || role === 'room_head' || role === 'teacher';
  if (!isResident) return unitCampus(account, role);
  const of = { accountId: id, from: FROM, to: null };
  const own = { id: idOf('a', 1), ...of, role, post: { kind: 'self' as const } };
  const teaching = taughtClassIds.map((classId, index) => ({
    id: idOf('a', 2 + index),
    ...of,
    role: 'teacher' as const,
    post: { kind: 'class' as const, id: classId },
  }));
  // Whoever teaches, and is called a teacher for nothing else, lives elsewhere.
  const isOnlyTeacher = role === 'teacher' && teaching.length > 0;
  const assignments = isOnlyTeacher ? teaching : [own, ...teaching];
  const scopes = ['campus/public', `person:${personId}`];
  return [{ kind: 'access', id, body: { id, personId, name, assignments, scopes } }];
}
