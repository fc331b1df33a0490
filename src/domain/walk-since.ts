import { byCorrectedTime } from './fact-order.ts';
import { readFact } from './fact.ts';
import { beganAt, happenedAt } from './happened-at.ts';
import type { Id, Instant } from './id.ts';
import type { Fact } from './operation.ts';
import { dayOfWalk, isOfWalk } from './round-progress.ts';
import type { Round } from './round.ts';
import type { RunningRound } from './shift.ts';

interface Going {
  running: RunningRound;
  accountId: Id;
  deviceId: Id;
  zone: string;
}

/**
 * The rounds of the same walk that the one that runs now took the place of, for another thermometer or site; newest
 * first. Any order of facts gives the same answer.
 */
export function roundsBefore(
  facts: Iterable<Fact>,
  of: Going,
): { id: Id; at: Instant; round: Round }[] {
  const { running, zone } = of;
  const changed = new Set<Id>();
  const before: { fact: Fact; round: Round }[] = [];
  for (const fact of facts) {
    if (fact.by !== of.accountId || fact.deviceId !== of.deviceId) continue;
    const read = readFact(fact);
    if (read?.type === 'round-end' && read.body.why === 'changed') changed.add(read.body.roundId);
    if (read?.type !== 'round' || fact.id === running.id) continue;
    if (fact.correctedAt <= running.startedAt) before.push({ fact, round: read.body });
  }
  const newestFirst = before.sort((a, b) => byCorrectedTime(b.fact, a.fact));
  const ended = newestFirst.findIndex(({ fact }) => !changed.has(fact.id));
  const { body } = running;
  const day = dayOfWalk(beganAt(running), { purpose: body.purpose, zone });
  return newestFirst
    .slice(0, ended === -1 ? newestFirst.length : ended)
    .map(({ fact, round }) => ({ id: fact.id, at: happenedAt(fact), round }))
    .filter((one) => isOfWalk(one, { ...body, zone, day }));
}

/** Since when the round that runs now goes on: from where the first of those began whose place it took. */
export const goesOnSince = (facts: Iterable<Fact>, of: Going): Instant =>
  roundsBefore(facts, of).reduce((first, { at }) => (at < first ? at : first), beganAt(of.running));
