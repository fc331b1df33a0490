import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { SealRow } from '../../protocol/office-seal.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

const HEADERS = {
  zh: [
    '楼栋',
    '房间',
    '封的是',
    '位置',
    '编号',
    '状态',
    '状态起始',
    '纸质补录时间',
    '原因',
    '贴封时间',
    '贴封人',
    '未确认异常',
    '编号重复',
    '已撤回',
  ],
  en: [
    'Building',
    'Room',
    'Sealed',
    'Place',
    'Number',
    'State',
    'Since',
    'Typed in from paper at',
    'Reason',
    'Applied',
    'Applied by',
    'Open incidents',
    'Number twice',
    'Taken back',
  ],
} as const;

export function sealsCsv(rows: readonly SealRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: SealRow, { isMasked, zone }: CsvOptions): CsvCell[] {
  const by = row.appliedBy ?? '';
  return [
    row.building.name,
    row.room,
    row.thing,
    row.place,
    row.number,
    row.state,
    localTime(row.since, zone),
    row.sinceTypedInAt && localTime(row.sinceTypedInAt, zone),
    row.reason,
    localTime(row.appliedAt, zone),
    isMasked ? maskName(by) : by,
    row.openIncidents,
    row.isNumberTwice ? 1 : 0,
    row.isVoided ? 1 : 0,
  ];
}
