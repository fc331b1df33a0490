import { findingOf } from '../store/journal-check.ts';
import type { Difference, Finding } from '../store/journal-database.ts';
import type { ExchangeParts } from './exchange.ts';

/** Keeps for the person what differed between two looks at the whole, and what has come of it. */
export async function noteFinding(
  { journal, reader, now }: ExchangeParts,
  differences: readonly Difference[],
  end: Finding['end'],
): Promise<void> {
  const accountId = reader()?.unlocked.accountId;
  if (accountId === undefined) return;
  const at = new Date(now()).toISOString();
  const last = await journal.selfCheck(accountId);
  const before = last?.found ?? null;
  // Nothing but a sum was wrong.
  if (differences.length === 0 && end === 'mended' && before?.end !== 'open') return;
  // What a repair could not name is what was found before it.
  const found =
    differences.length === 0 && before?.end === 'open'
      ? { ...before, end }
      : findingOf(differences, at, end);
  await journal.noteSelfCheck(accountId, { countedAt: last?.countedAt ?? at, found });
}
