import { strengthOf } from '../../domain/dilution.ts';
import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { DisinfectionRow } from '../../protocol/office-disinfection.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { YES_OR_NO } from '../spreadsheet/csv-words.ts';
import {
  ACCEPTANCES,
  AGENTS,
  DUTIES,
  METHODS,
  OBJECTS,
  OPERATORS,
  STATES,
} from './disinfection-words.ts';

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

/** Masked, the notes are left out with the names: what is written freely may tell who it is. */
export function disinfectionCsv(rows: readonly DisinfectionRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: DisinfectionRow, { lang, isMasked, zone }: CsvOptions): CsvCell[] {
  const { record } = row;
  const work = record?.work ?? null;
  const name = (text: string | null): string =>
    text === null ? '' : isMasked ? maskName(text) : text;
  const time = (at: string | null | undefined): CsvCell => (at ? localTime(at, zone) : null);
  return [
    row.day,
    row.building.name,
    row.area.name,
    YES_OR_NO[lang][`${row.area.isKey}`],
    DUTIES[lang][row.duty],
    row.slot,
    STATES[lang][row.state],
    YES_OR_NO[lang][`${row.isLate}`],
    time(record?.startedAt),
    time(record?.endedAt),
    work && OBJECTS[lang][work.object],
    work && AGENTS[lang][work.agent],
    work?.product ?? null,
    work?.targetMgPerL ?? null,
    work?.mixture ? Math.round(strengthOf(work.mixture)) : null,
    work && METHODS[lang][work.method],
    work?.contactMinutes ?? null,
    record?.ventilationMinutes ?? null,
    work && OPERATORS[lang][work.operator],
    record === null ? null : name(record.by),
    work && record && ACCEPTANCES[lang][record.acceptance],
    record === null ? null : record.acceptedBy.map(name).join('; '),
    record?.photoCount ?? null,
    record === null || isMasked ? null : record.notes.join('; '),
  ];
}
