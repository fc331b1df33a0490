import { addDays, nextDay } from './campus-day.ts';
import { reportRulesOf } from './default-report.ts';
import type { Day } from './id.ts';
import type { PolicyPack } from './policy.ts';
import { EARLIER_SLOTS_MAX, type EarlierSlots } from './report-rules.ts';

/** Nothing of reports is kept for longer, whatever the school sets. */
const KEPT_DAYS = 366;

/**
 * What a pack that takes another one's place on that day is to remember of when people were asked, so that the days
 * before keep their sessions. It begins on that day, or where it is valid later, then.
 */
export function earlierSlotsOf(before: PolicyPack, after: PolicyPack, today: Day): EarlierSlots[] {
  if (asksAlike(before, after)) return before.earlierSlots ?? [];
  const { slots } = reportRulesOf(before);
  const { validFrom, validTo } = before;
  const until = today < after.validFrom ? after.validFrom : today;
  const all: EarlierSlots[] = [
    ...(before.earlierSlots ?? [{ until: validFrom, slots: [] }]),
    ...(validTo === null ? [{ until, slots }] : [{ until: nextDay(validTo), slots }]),
    ...(validTo === null ? [] : [{ until, slots: [] }]),
  ];
  const oldest = addDays(today, -KEPT_DAYS);
  const kept: EarlierSlots[] = [];
  for (const one of all) {
    const ends = one.until < until ? one.until : until;
    if (ends >= oldest && ends >= (kept.at(-1)?.until ?? '')) kept.push({ ...one, until: ends });
  }
  return kept.slice(-EARLIER_SLOTS_MAX);
}

const asksAlike = (before: PolicyPack, after: PolicyPack): boolean =>
  before.validFrom === after.validFrom &&
  before.validTo === after.validTo &&
  JSON.stringify(reportRulesOf(before).slots) === JSON.stringify(reportRulesOf(after).slots);
