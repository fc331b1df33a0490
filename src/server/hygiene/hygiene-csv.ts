import { csvText, type CsvCell } from '../../domain/export-text.ts';
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
  ],
} as const;
const PASSED = { zh: ['否', '是'], en: ['no', 'yes'] } as const;

type Language = keyof typeof HEADERS;

/** The list that is put up each week, unit by unit. */
export function inspectionsCsv(rows: readonly InspectionRow[], language: Language): string {
  return csvText([HEADERS[language], ...rows.map((row) => cellsOf(row, language))]);
}

function cellsOf(row: InspectionRow, language: Language): CsvCell[] {
  const { place, hasPassed } = row;
  return [
    place.building.name,
    place.unit,
    place.room,
    row.day,
    row.form?.[language] ?? null,
    row.score,
    row.max,
    hasPassed === null ? null : PASSED[language][hasPassed ? 1 : 0],
    row.findingCount,
    row.openCount,
    row.by.map((name) => name ?? '–').join(' · '),
  ];
}
