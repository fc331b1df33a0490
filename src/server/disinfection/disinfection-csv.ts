import { strengthOf } from '../../domain/dilution.ts';
import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { DisinfectionRow } from '../../protocol/office-disinfection.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

/** The columns of such logs in use: what was empty is said, too. */
const HEADERS = {
  zh: [
    '日期',
    '楼栋',
    '区域',
    '重点',
    '事项',
    '轮次',
    '状态',
    '补做',
    '开始',
    '结束',
    '部位',
    '消毒剂',
    '产品',
    '目标浓度mg/L',
    '配制浓度mg/L',
    '方式',
    '作用分钟',
    '通风分钟',
    '操作人类别',
    '操作人',
    '验收',
    '验收人',
    '照片',
    '备注',
  ],
  en: [
    'Day',
    'Building',
    'Area',
    'Key area',
    'Duty',
    'Round',
    'State',
    'Late',
    'Begun',
    'Ended',
    'Object',
    'Agent',
    'Product',
    'Target mg/L',
    'Mixed mg/L',
    'Method',
    'Contact minutes',
    'Aired minutes',
    'Operator',
    'Name',
    'Acceptance',
    'Accepted by',
    'Photos',
    'Notes',
  ],
} as const;

export function disinfectionCsv(rows: readonly DisinfectionRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: DisinfectionRow, { isMasked, zone }: CsvOptions): CsvCell[] {
  const { record } = row;
  const work = record?.work ?? null;
  const name = (text: string | null): string =>
    text === null ? '' : isMasked ? maskName(text) : text;
  const time = (at: string | null | undefined): CsvCell => (at ? localTime(at, zone) : null);
  return [
    row.day,
    row.building.name,
    row.area.name,
    row.area.isKey ? 1 : 0,
    row.duty,
    row.slot,
    row.state,
    row.isLate ? 1 : 0,
    time(record?.startedAt),
    time(record?.endedAt),
    work?.object ?? null,
    work?.agent ?? null,
    work?.product ?? null,
    work?.targetMgPerL ?? null,
    work?.mixture ? Math.round(strengthOf(work.mixture)) : null,
    work?.method ?? null,
    work?.contactMinutes ?? null,
    record?.ventilationMinutes ?? null,
    work?.operator ?? null,
    record === null ? null : name(record.by),
    work === null || record === null ? null : record.acceptance,
    record === null ? null : record.acceptedBy.map(name).join('; '),
    record?.photoCount ?? null,
    record === null ? null : record.notes.join('; '),
  ];
}
