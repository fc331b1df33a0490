import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { ReportRow } from '../../protocol/office-reports.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { personCells } from './person-cells.ts';

const HEADERS = {
  zh: [
    '时间',
    '时段',
    '逾期',
    '姓名',
    '学号',
    '楼栋',
    '房间',
    '班级',
    '体温℃',
    '部位',
    '判定',
    '未测原因',
    '症状',
    '去向',
    '城市',
    '接触',
    '代报',
    '记录人',
    '已更正',
  ],
  en: [
    'Time',
    'Session',
    'Late',
    'Name',
    'Number',
    'Building',
    'Room',
    'Class',
    'Temp C',
    'Site',
    'Verdict',
    'Not measured',
    'Symptoms',
    'Whereabouts',
    'City',
    'Exposure',
    'On behalf',
    'Told by',
    'Amended',
  ],
} as const;

/** Masked, the city is left out with the names: few are in any one. */
export function reportsCsv(rows: readonly ReportRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: ReportRow, { isMasked, zone }: CsvOptions): CsvCell[] {
  const { person, reading } = row;
  return [
    localTime(row.at, zone),
    row.slot,
    Number(row.isLate),
    ...personCells(person, isMasked),
    reading?.tempC.toFixed(1) ?? null,
    reading?.site ?? null,
    reading?.verdict ?? null,
    row.notMeasured,
    row.symptoms.join(' '),
    row.whereabouts,
    isMasked ? null : row.city,
    row.exposure,
    row.onBehalfAs,
    tellerOf(row, isMasked),
    Number(row.isAmended),
  ];
}

/** Whoever reports for themselves, or as a head of their own room, is no less masked as the one who tells it. */
const tellerOf = ({ by, onBehalfAs }: ReportRow, isMasked: boolean): CsvCell => {
  const isStaff = onBehalfAs !== null && onBehalfAs !== 'room_head';
  return isMasked && !isStaff ? maskName(by.name ?? '') : by.name;
};
