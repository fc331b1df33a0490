import { dayOf } from '../../../domain/campus-day.ts';
import { csvText } from '../../../domain/export-text.ts';
import type { MyDay } from '../../../domain/my-record.ts';
import { handOutFile } from '../../device/hand-out-file.ts';
import { detailText, kindText } from './record-words.ts';
import type { ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { timeIn } from './session-words.ts';

/** As it was recorded, field by field: for another program, or to be kept. */
export function handOutFacts(
  duty: ReportDuty,
  days: readonly MyDay[],
): ReturnType<typeof handOutFile> {
  const facts = days.flatMap(({ entries }) =>
    entries.map(({ fact, isTakenBack, answers }) => ({ ...fact, isTakenBack, answers })),
  );
  return handOut(duty, {
    text: JSON.stringify(facts, null, 2),
    type: 'application/json',
    end: 'json',
  });
}

/** In the words of the screen, for a spreadsheet program. */
export function handOutTable(
  duty: ReportDuty,
  days: readonly MyDay[],
): ReturnType<typeof handOutFile> {
  const head = [
    t('column.day'),
    t('column.time'),
    t('column.kind'),
    t('column.what'),
    t('column.by'),
    t('column.takenBack'),
  ];
  const rows = days.flatMap(({ day, entries }) =>
    entries.map((entry) => [
      day,
      timeIn(entry.at, duty.sessions().zone),
      kindText(entry.read),
      detailText(duty, entry),
      byText(duty, entry.fact.by),
      entry.isTakenBack ? t('mine.takenBack') : '',
    ]),
  );
  return handOut(duty, { text: csvText([head, ...rows]), type: 'text/csv', end: 'csv' });
}

export const byText = ({ app }: ReportDuty, by: string): string =>
  t(by === app.unlocked.accountId ? 'mine.bySelf' : 'mine.byStaff');

function handOut(
  duty: ReportDuty,
  { text, type, end }: { text: string; type: string; end: string },
): ReturnType<typeof handOutFile> {
  const day = dayOf(duty.nowInstant(), duty.sessions().zone);
  return handOutFile(new File([text], `${t('mine.file', { day })}.${end}`, { type }));
}
