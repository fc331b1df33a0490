import { addDays } from '../../domain/campus-day.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { SessionWindow } from '../../domain/report-session.ts';
import { demoReport, tell, withinIts } from './demo-reports.ts';
import { signed, type Draft, type Signer } from './demo-week.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Of one unit: for whom its keeper reports, whom the keeper reminds, calls, and knows to be ill. */
export interface DemoUnitHealth {
  signer: Signer;
  sessions: readonly SessionWindow[];
  phoneless: readonly Id[];
  silent: readonly Id[];
  away: readonly Id[];
  ill: readonly [Id, Id];
}

/** As the unit keeper's phone would sign it: reports on behalf, reminders, calls abroad, two absences through illness. */
export function demoUnitHealth(of: DemoUnitHealth, nowMs: number): Omit<Operation, 'seq'>[] {
  const { sessions, phoneless, silent, away, ill } = of;
  const drafts = sessions.flatMap((session, index) => {
    const isNow = index === sessions.length - 1;
    // Of the session that runs, one is still to be asked.
    return phoneless.slice(isNow ? 1 : 0).map((personId) =>
      tell('self-report', withinIts(session, nowMs, 0.5), {
        ...demoReport({ personId, session }, 36.4),
        onBehalfAs: 'unit_keeper',
      }),
    );
  });
  const session = sessions.at(-1);
  if (session !== undefined)
    drafts.push(
      ...silent.slice(0, 3).map((personId) =>
        tell('reminder', withinIts(session, nowMs, 1), {
          personId,
          about: 'report',
          session: { day: session.day, slot: session.slot },
        }),
      ),
      ...demoCalls(away, { today: session.day, nowMs }),
      ...demoAbsences(ill, { today: session.day, nowMs }),
    );
  return drafts
    .filter(({ atMs }) => atMs < nowMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((draft) => signed(draft, of.signer));
}

interface Today {
  today: string;
  nowMs: number;
}

/** One answers and is well, one is not reached, one has to be asked again tomorrow. */
function demoCalls(away: readonly Id[], { today, nowMs }: Today): Draft[] {
  const [well, silent, unwell] = away;
  const call = (personId: Id | undefined, minutesAgo: number, parts: object): Draft[] =>
    personId === undefined
      ? []
      : [
          tell('contact-log', nowMs - minutesAgo * 60_000, {
            personId,
            channel: 'wechat',
            isReached: true,
            health: 'normal',
            note: null,
            nextOn: null,
            ...parts,
          }),
        ];
  return [
    ...call(well, 50, {}),
    ...call(silent, 45, { channel: 'phone', isReached: false, health: null, nextOn: today }),
    ...call(unwell, 40, { health: 'abnormal', note: '咳嗽两天', nextOn: addDays(today, 1) }),
  ];
}

/** One is traced and open, one is closed by the proof that the person may be in class again. */
function demoAbsences([open, closed]: readonly [Id, Id], { today, nowMs }: Today): Draft[] {
  const opened = tell('absence', nowMs - 2 * DAY_MS, {
    personId: open,
    onsetOn: addDays(today, -2),
    absentFrom: addDays(today, -2),
    symptoms: ['abdominal_pain', 'vomiting'],
    note: null,
  });
  const over = tell('absence', nowMs - 6 * DAY_MS, {
    personId: closed,
    onsetOn: addDays(today, -6),
    absentFrom: addDays(today, -6),
    symptoms: ['headache'],
    note: null,
  });
  const step = (of: Draft, hours: number, parts: object): Draft =>
    tell('absence-follow-up', of.atMs + hours * HOUR_MS, {
      absenceId: of.id,
      step: 'visit',
      diagnosisClass: null,
      on: addDays(today, -Math.round((nowMs - of.atMs - hours * HOUR_MS) / DAY_MS)),
      note: null,
      photos: [],
      ...parts,
    });
  return [
    opened,
    step(opened, 4, { note: '校医院就诊' }),
    step(opened, 20, { step: 'diagnosis', diagnosisClass: 'intestinal' }),
    over,
    step(over, 24, { step: 'diagnosis', diagnosisClass: 'other' }),
    step(over, 72, { step: 'return', note: '复课证明' }),
  ];
}
