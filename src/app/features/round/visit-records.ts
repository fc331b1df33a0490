import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { FactBody } from '../../../domain/fact.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Presence, SecondCheck, VisitNote } from '../../../domain/room-visit.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { personStanding } from '../../../domain/round-progress.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { signalRefusal } from '../../device/feedback.ts';
import { createOnce } from '../../duty/second-tap.ts';
import { paperAtOf } from './paper-at.ts';
import type { RoundDuty } from './round-duty.ts';
import type { VisitDraft } from './visit-draft.ts';
import type { Stay } from './stay.ts';
import type { UnitRoom } from '../../../domain/unit-rooms.ts';

/** What can be taken back for some seconds by one tap. */
export interface Undoable {
  kind: 'all-present' | 'present-and-away' | 'presence' | 'reading' | 'note' | 'paper';
  factIds: readonly Id[];
  roomId: Id;
  /** What the sentence names: the room's code, or the person. */
  name: string;
  count: number;
  /** How many of them were recorded as on leave. */
  away: number;
  /** Of a reading: whose it is, and what was measured. */
  measured: { personId: Id; tempC: number } | null;
  /** By the server's time as this phone knows it. */
  savedAtMs: number;
}

type OnVisit = Pick<Presence, 'visitId' | 'roomId' | 'onPaperAt'>;
type OfVisit<Body> = Omit<Body, 'visitId' | 'roomId' | 'onPaperAt'>;

/** Each tap in a room as records of their own. What is answered with nothing (`null`, `false`) was not kept. */
export interface VisitRecords {
  undoable: ReadonlySignal<Undoable | null>;
  /** Why the last tap kept nothing. */
  problem: ReadonlySignal<StorageFailure['why'] | null>;
  /** `away`: who is on leave, and is recorded so. */
  allPresent: (
    room: UnitRoom,
    people: { present: readonly Id[]; away: readonly Id[] },
  ) => Promise<boolean>;
  presence: (name: string, body: OfVisit<Presence>) => Promise<boolean>;
  reading: (name: string, body: OfVisit<SecondCheck>) => Promise<Fact | null>;
  /** The lines of one room's sheet, all or none. */
  paper: (code: string, lines: readonly TypedLine[]) => Promise<boolean>;
  note: (code: string, body: OfVisit<VisitNote>) => Promise<boolean>;
  /** The same of who has gone on without "Save": what they tapped last stays what Undo takes back. */
  noteAside: (code: string, body: OfVisit<VisitNote>) => Promise<boolean>;
  undo: () => Promise<void>;
}

/** What a sheet of paper says of one person. */
export interface TypedLine {
  personId: Id;
  state: Presence['state'];
  /** `null`: the sheet says nothing of it. */
  complaint: Presence['complaint'];
  /** `null`: not measured. */
  reading: SecondCheck['reading'] | null;
  /** Its own time on the sheet; `null`: that of the room. */
  at: Instant | null;
}

type VisitType = 'presence' | 'second-check' | 'visit-note';
type Told = { [T in VisitType]: { type: T; body: FactBody<T> } }[VisitType];

export function createRecords(duty: RoundDuty, draft: Stay['draft']): VisitRecords {
  const { undoable, problem, record, keep } = createKeeper(duty, draft);

  // A finger that taps twice says it once.
  const once = createOnce<boolean>();
  const tellPresences = async (
    shown: Shown,
    bodies: readonly OfVisit<Presence>[],
  ): Promise<boolean> => {
    const facts = await keep(shown, (stay) =>
      bodies.map((body) => ({ type: 'presence', body: { ...body, ...stay } })),
    );
    return facts !== null;
  };

  const tellNote = (shown: Shown, body: OfVisit<VisitNote>): Promise<boolean> =>
    once(`${shown.name} ${JSON.stringify(body)}`, async () => {
      const facts = await keep(shown, (stay) => [
        { type: 'visit-note', body: { ...body, ...stay } },
      ]);
      return facts !== null;
    });

  return {
    undoable,
    problem,
    allPresent: ({ id, code }, people) =>
      once(id, () => tellPresences(shownOfAll(code, people), wordOnAll(people))),
    presence: (name, body) =>
      isSaid(duty, draft.peek(), body)
        ? Promise.resolve(true)
        : once(JSON.stringify(body), () => tellPresences({ kind: 'presence', name }, [body])),
    reading: async (name, body) => {
      const measured = { personId: body.personId, tempC: body.reading.tempC };
      const facts = await keep({ kind: 'reading', name, measured }, (stay) => [
        { type: 'second-check', body: { ...body, ...stay } },
      ]);
      return facts?.[0] ?? null;
    },
    paper: async (code, lines) => {
      const facts = await keep({ kind: 'paper', name: code }, (stay) =>
        lines.flatMap((line) => toldOf(line, stay)),
      );
      return facts !== null;
    },
    note: (code, body) => tellNote({ kind: 'note', name: code }, body),
    noteAside: (code, body) => tellNote({ kind: 'note', name: code, isAside: true }, body),
    undo: async () => {
      const last = undoable.peek();
      if (last === null) return;
      undoable.value = null;
      const reason = 'undo';
      const facts = await record(
        last.factIds.map((voids) => ({ type: 'void', body: { voids, doorId: null, reason } })),
      );
      if (facts !== null) duty.take(facts);
    },
  };
}

type Everybody = Parameters<VisitRecords['allPresent']>[1];

const shownOfAll = (name: string, { away }: Everybody): Shown => ({
  kind: away.length === 0 ? 'all-present' : 'present-and-away',
  name,
  away: away.length,
});

const wordOnAll = ({ present, away }: Everybody): OfVisit<Presence>[] => [
  ...wordOn(present, 'present'),
  ...wordOn(away, 'on_leave'),
];

const wordOn = (people: readonly Id[], state: Presence['state']): OfVisit<Presence>[] =>
  people.map((personId) => ({ personId, state, complaint: null }));

/** The same was said of the same person on this stay, and nothing since. */
function isSaid(duty: RoundDuty, stay: VisitDraft | null, body: OfVisit<Presence>): boolean {
  const { rounds } = duty.log();
  const last = rounds.presencesOf(body.personId).at(-1);
  const standing = personStanding(rounds, body.personId, duty.walk.peek());
  return (
    last?.body.visitId === stay?.visitId &&
    last?.by === duty.app.unlocked.accountId &&
    standing?.at === last.at &&
    standing.state === body.state &&
    (body.state !== 'present' || standing.complaint === body.complaint)
  );
}

function toldOf({ personId, state, complaint, reading, at }: TypedLine, stay: OnVisit): Told[] {
  const then = { ...stay, ...(at !== null && { onPaperAt: at }), personId };
  const told: Told[] = [{ type: 'presence', body: { ...then, state, complaint } }];
  if (reading !== null)
    told.push({ type: 'second-check', body: { ...then, reading, repeats: null } });
  return told;
}

type Shown = Pick<Undoable, 'kind' | 'name'> & {
  measured?: Undoable['measured'];
  away?: number;
  /** Not shown while something else may be undone. */
  isAside?: boolean;
};

/** Records what one tap says, all or none, and shows it together with how to take it back. */
function createKeeper(duty: RoundDuty, draft: Stay['draft']) {
  const undoable = signal<Undoable | null>(null);
  const problem = signal<StorageFailure['why'] | null>(null);
  const refuse = onStorageFailure(({ why }): null => {
    problem.value = why;
    signalRefusal();
    return null;
  });

  async function record(
    told: readonly (Told | { type: 'void'; body: FactBody<'void'> })[],
  ): Promise<Fact[] | null> {
    const { journal, unlocked: by, touch } = duty.app;
    const shiftId = duty.round.peek()?.id ?? null;
    const facts = await journal
      .recordAll(told.map((one) => ({ by, shiftId, ...one })))
      .catch(refuse);
    if (facts !== null) afterFrame(touch);
    return facts;
  }

  const isUndoable = (last: Undoable | null, nowMs: number): boolean =>
    last !== null && nowMs < last.savedAtMs + duty.app.policy().door.undoSeconds * 1000;

  async function keep(
    { isAside = false, ...shown }: Shown,
    tell: (stay: OnVisit) => readonly Told[],
  ): Promise<readonly Fact[] | null> {
    const stay = draft.peek();
    if (stay === null) return null;
    const { roomId, visitId } = stay;
    const facts = await record(tell({ roomId, visitId, ...paperAtOf(duty, stay) }));
    if (facts === null) return null;
    const savedAtMs = Date.parse(duty.nowInstant());
    const factIds = facts.map(({ id }) => id);
    // One redraw shows both.
    batch(() => {
      problem.value = null;
      duty.take(facts);
      if (!isAside || !isUndoable(undoable.peek(), savedAtMs))
        undoable.value = {
          measured: null,
          away: 0,
          ...shown,
          roomId,
          factIds,
          count: facts.length,
          savedAtMs,
        };
    });
    return facts;
  }

  return { undoable, problem, record, keep };
}
