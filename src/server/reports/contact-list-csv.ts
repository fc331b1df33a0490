import { csvText, type CsvCell } from '../../domain/export-text.ts';
import type { ContactListRow } from '../../protocol/office-contact.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { personCells } from './person-cells.ts';

const HEADERS = {
  zh: [
    '姓名',
    '学号',
    '楼栋',
    '房间',
    '班级',
    '去向',
    '城市',
    '状态',
    '应联系日期',
    '上次联系',
    '联系方式',
    '结果',
    '联系人',
    '备注',
  ],
  en: [
    'Name',
    'Number',
    'Building',
    'Room',
    'Class',
    'Whereabouts',
    'City',
    'State',
    'Due on',
    'Last contact',
    'Way',
    'Answer',
    'By',
    'Note',
  ],
} as const;

const STATE = {
  zh: { due: '应联系', tried: '未联系上', later: '日期未到', reached: '已联系' },
  en: { due: 'due', tried: 'not reached', later: 'later', reached: 'contacted' },
} as const;
const ANSWER = {
  zh: { normal: '正常', abnormal: '异常', notAsked: '未问健康', notReached: '未联系上' },
  en: {
    normal: 'well',
    abnormal: 'unwell',
    notAsked: 'health not asked',
    notReached: 'not reached',
  },
} as const;

/** Masked, cities and notes are left out with the names: few are in any one. */
export function contactListCsv(rows: readonly ContactListRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(
  { person, whereabouts, city, state, dueOn, last }: ContactListRow,
  { lang, isMasked, zone }: CsvOptions,
): CsvCell[] {
  const answer = last && (last.isReached ? (last.health ?? 'notAsked') : 'notReached');
  return [
    ...personCells(person, isMasked),
    whereabouts,
    isMasked ? null : city,
    STATE[lang][state],
    dueOn,
    last && localTime(last.at, zone),
    last?.channel ?? null,
    answer && ANSWER[lang][answer],
    last?.by.name ?? null,
    isMasked ? null : (last?.note ?? null),
  ];
}
