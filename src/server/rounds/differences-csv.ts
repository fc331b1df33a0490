import type { DifferenceRow } from '../../protocol/office-rounds.ts';
import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName, maskNumber } from '../../domain/mask.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { SITES } from '../spreadsheet/csv-words.ts';

const HEADERS = {
  zh: [
    '姓名',
    '学号',
    '楼栋',
    '房间',
    '室内体温℃',
    '室内部位',
    '室内时间',
    '纸质补录时间',
    '室内记录人',
    '对照来源',
    '对照体温℃',
    '对照部位',
    '对照时间',
    '门',
    '对照记录人',
    '相差℃',
    '撤回时间',
    '撤回人',
    '撤回原因',
  ],
  en: [
    'Name',
    'Number',
    'Building',
    'Room',
    'Room temp C',
    'Room site',
    'Room time',
    'Typed in from paper at',
    'Room recorded by',
    'Compared with',
    'Other temp C',
    'Other site',
    'Other time',
    'Door',
    'Other recorded by',
    'Difference C',
    'Taken back at',
    'Taken back by',
    'Taken back because',
  ],
} as const;

const SOURCES = {
  zh: { door: '门岗', self: '本人填报', behalf: '代为填报' },
  en: { door: 'door', self: 'own report', behalf: 'reported for them' },
} as const;

/** Masked, the reason is left out with the names: what is written freely may tell who it is. */
export function differencesCsv(rows: readonly DifferenceRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: DifferenceRow, { isMasked, zone, lang }: CsvOptions): CsvCell[] {
  const { person, second, other } = row;
  return [
    isMasked ? maskName(person.name) : person.name,
    isMasked ? maskNumber(person.number) : person.number,
    row.buildingName,
    row.room,
    second.tempC.toFixed(1),
    SITES[lang][second.site],
    localTime(second.at, zone),
    second.typedInAt && localTime(second.typedInAt, zone),
    second.by.name,
    SOURCES[lang][other.source],
    other.tempC.toFixed(1),
    SITES[lang][other.site],
    localTime(other.at, zone),
    other.doorName,
    other.by.name,
    row.gapC.toFixed(1),
    row.takenBack && localTime(row.takenBack.at, zone),
    row.takenBack && row.takenBack.by,
    isMasked ? null : row.takenBack && row.takenBack.reason,
  ];
}
