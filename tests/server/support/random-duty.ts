import * as fc from 'fast-check';
import { v5 as uuidv5 } from 'uuid';
import type { Id } from '../../../src/domain/id.ts';
import { check, shiftAt, voidOf } from './campus.ts';
import { at, sign, type Recording, type TestPhone } from './test-server.ts';

/** Who and what there is to record. The second account on the phone is of a building head. */
export interface Duty {
  phone: TestPhone;
  head: { accountId: Id; secret: string };
  doorIds: readonly Id[];
  residentIds: readonly Id[];
}

/** One thing that a phone, right or wrong, brings. Numbers are taken modulo what there is. */
export interface Move {
  kind: (typeof KINDS)[number];
  /** The earlier or later operation that it is about. */
  of: number;
  who: number;
  door: number;
  minute: number;
  isByHead: boolean;
  isInShift: boolean;
}

const KINDS = [
  'check',
  'unknown',
  'visitor',
  'of-visitor',
  'repeats',
  'amend',
  'void',
  'shift',
  'shift-end',
  'sent-again',
  'renumbered',
  'id-reused',
  'nameless',
  'unnumbered',
  'unsigned',
  'of-a-stranger',
  'of-no-kind',
] as const;

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    kind: fc.oneof(fc.constant('check' as const), fc.constantFrom(...KINDS)),
    of: fc.nat(30),
    who: fc.nat(1000),
    door: fc.constantFrom(0, 0, 0, 1),
    minute: fc.nat(6),
    isByHead: fc.boolean(),
    isInShift: fc.boolean(),
  }),
  { minLength: 2, maxLength: 24 },
);

/** What the phone sends for these moves: the same ids, times and signatures each time. */
export function operationsOf(duty: Duty, list: readonly Move[]): unknown[] {
  const sent: Record<string, unknown>[] = [];
  for (const index of list.keys()) sent.push(operationOf({ duty, list, sent }, index));
  return list.map((move, index) => sent[move.kind === 'sent-again' ? earlier(move, index) : index]);
}

const idOf = (index: number): Id => uuidv5(`operation ${index}`, uuidv5.URL);
const earlier = ({ of }: Move, index: number): number => (index === 0 ? 0 : of % index);

function operationOf(
  given: { duty: Duty; list: readonly Move[]; sent: readonly Record<string, unknown>[] },
  index: number,
): Record<string, unknown> {
  const { duty, list, sent } = given;
  const move = list[index]!;
  const seq = index + 1;
  const before = sent[earlier(move, index)];
  if (move.kind === 'renumbered' && before !== undefined) return { ...before, seq };
  if (move.kind === 'nameless') return { seq, note: move.of % 2 };
  const id = move.kind === 'id-reused' ? idOf(earlier(move, index)) : idOf(index);
  const { phone, head } = duty;
  const signer = move.isByHead ? head : phone;
  const by = move.kind === 'of-a-stranger' ? idOf(-1) : signer.accountId;
  const firstShift = list.findIndex(({ kind }) => kind === 'shift');
  const unsigned = {
    id,
    by,
    at: at(move.minute),
    zone: 'Asia/Shanghai',
    boot: 'an earlier run',
    monoMs: 0,
    offsetMs: 0,
    tv: 1,
    shiftId: move.isInShift && firstShift !== -1 ? idOf(firstShift) : null,
    ...recordingOf(given, move),
  };
  const sig = sign(signer.secret, unsigned);
  if (move.kind === 'unnumbered') return { ...unsigned, sig };
  return { ...unsigned, seq, sig: move.kind === 'unsigned' ? sig.replace(/^./, '-') : sig };
}

function recordingOf(
  { duty, list }: { duty: Duty; list: readonly Move[] },
  { kind, of, who, door, isByHead }: Move,
): Recording {
  const doorId = duty.doorIds[door % duty.doorIds.length]!;
  const residentId = duty.residentIds[who % duty.residentIds.length]!;
  const direction = isByHead ? 'out' : 'in';
  const named = idOf(of % list.length);
  const subject = { kind: 'unknown', text: 'somebody' };
  switch (kind) {
    case 'unknown':
      return check(doorId, residentId, { subject });
    case 'of-visitor':
      return check(doorId, residentId, { subject: { kind: 'visitor', visitorId: named } });
    case 'repeats': {
      const again = check(doorId, residentId);
      return { ...again, body: { ...(again.body as object), repeats: named } };
    }
    case 'amend':
      return check(doorId, residentId, { amends: named, direction, tempC: 37.1 });
    case 'void':
      return voidOf(named);
    case 'visitor':
      return {
        type: 'visitor',
        body: { doorId, name: '来客', hostId: residentId, hostText: null, phone: null },
      };
    case 'shift':
      return shiftAt(doorId);
    case 'shift-end':
      return { type: 'shift-end', body: { shiftId: named, doorId, why: 'ended' } };
    case 'of-no-kind':
      return { type: 'moon-phase', body: {} };
    case 'check':
    case 'sent-again':
    case 'renumbered':
    case 'id-reused':
    case 'nameless':
    case 'unnumbered':
    case 'unsigned':
    case 'of-a-stranger':
      return check(doorId, residentId, { direction });
  }
}
