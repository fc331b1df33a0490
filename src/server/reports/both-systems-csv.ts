import { csvText } from '../../domain/export-text.ts';
import type { BothSystemsRow } from '../../protocol/office-both-systems.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { personCells } from './person-cells.ts';

const HEADERS = {
  zh: ['姓名', '学号', '楼栋', '房间', '班级', '学院', '已填', '另一系统填报时间'],
  en: ['Name', 'Number', 'Building', 'Room', 'Class', 'College', 'Done', 'Second system at'],
} as const;

const DID = {
  zh: { onlyHere: '只报了本系统', onlyThere: '只报了另一系统', neither: '两个都没报' },
  en: { onlyHere: 'only here', onlyThere: 'only in the second system', neither: 'neither' },
} as const;

export function bothSystemsCsv(
  rows: readonly BothSystemsRow[],
  { lang, isMasked, zone }: CsvOptions,
): string {
  return csvText([
    HEADERS[lang],
    ...rows.map(({ person, college, did, doneAt }) => [
      ...personCells(person, isMasked),
      college,
      DID[lang][did],
      doneAt && localTime(doneAt, zone),
    ]),
  ]);
}
