import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import type { Instant } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import { foldSheet, type Member, type SheetRow } from '../../src/domain/session-sheet.ts';
import { idOf } from './door-facts.ts';
import { AM, clock, memberOf, selfReport, sessionCheck, windowIn } from './session-facts.ts';

/** Whom these facts are about. */
export const ONE = memberOf(1);
export const f = (number: number) => idOf('f', number);
export const reported = (
  id: number,
  time: string,
  of: Partial<Parameters<typeof selfReport>[1]> = {},
) => selfReport({ id: f(id), at: clock(time) }, { personId: ONE.personId, ...of });
export const checked = (
  id: number,
  time: string,
  of: Partial<Parameters<typeof sessionCheck>[1]> = {},
) => sessionCheck({ id: f(id), at: clock(time) }, { personId: ONE.personId, ...of });

export function rowOf(
  facts: readonly Fact[],
  {
    now = clock('11:00'),
    members = [ONE],
    session = AM,
    kind = 'class',
  }: {
    now?: Instant;
    members?: Member[];
    session?: typeof AM;
    kind?: 'class' | 'unit';
  } = {},
): SheetRow {
  const [row] = foldSheet(facts, {
    window: windowIn(session),
    kind,
    now,
    members,
    policy: DEFAULT_POLICY,
  }).rows;
  if (row === undefined) throw new Error('nobody on the roll');
  return row;
}
