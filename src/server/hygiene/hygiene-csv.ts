import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { YES_OR_NO } from '../spreadsheet/csv-words.ts';
import type { InspectionRow } from '../../protocol/office-hygiene.ts';

const HEADERS = {
  zh: [
    '楼栋',
    '单元',
    '房间',
    '日期',
    '检查表',
    '得分',
    '满分',
    '合格',
    '问题',
    '未整改',
    '检查人',
    '纸上时间',
    '纸质补录时间',
  ],
  en: [
    'Building',
    'Unit',
    'Room',
    'Day',
    'Form',
    'Score',
    'Of',
    'Passed',
    'Findings',
    'Open',
    'Inspected by',
    'Time on paper',
    'Typed in from paper at',
  ],
} as const;

/** The list that is put up each week, unit by unit. */
export function inspectionsCsv(
  rows: readonly InspectionRow[],
  { lang, zone }: Pick<CsvOptions, 'lang' | 'zone'>,
): string {
  return csvText([HEADERS[lang], ...rows.map((row) => cellsOf(row, { lang, zone }))]);
}

function cellsOf(row: InspectionRow, { lang, zone }: Pick<CsvOptions, 'lang' | 'zone'>): CsvCell[] {
  const { place, hasPassed, at, typedInAt } = row;
  return [
    place.building.name,
    place.unit,
    place.room,
    row.day,
    row.form?.[lang] ?? null,
    row.score,
    row.max,
    hasPassed === null ? null : YES_OR_NO[lang][`${hasPassed}`],
    row.findingCount,
    row.openCount,
    row.by.map((name) => name ?? '–').join(' · '),
    typedInAt && localTime(at, zone),
    typedInAt && localTime(typedInAt, zone),
  ];
}
