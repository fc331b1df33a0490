import type { DifferenceRow } from '../../protocol/office-rounds.ts';
import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { localTime, maskName, maskNumber, type CsvOptions } from '../door-log/door-log-csv.ts';

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
    '门岗体温℃',
    '门岗部位',
    '门岗时间',
    '门',
    '门岗记录人',
    '相差℃',
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
    'Door temp C',
    'Door site',
    'Door time',
    'Door',
    'Door recorded by',
    'Difference C',
  ],
} as const;

export function differencesCsv(rows: readonly DifferenceRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: DifferenceRow, { isMasked, zone }: CsvOptions): CsvCell[] {
  const { person, second, door } = row;
  return [
    isMasked ? maskName(person.name) : person.name,
    isMasked ? maskNumber(person.number) : person.number,
    row.buildingName,
    row.room,
    second.tempC.toFixed(1),
    second.site,
    localTime(second.at, zone),
    second.typedInAt && localTime(second.typedInAt, zone),
    second.by.name,
    door.tempC.toFixed(1),
    door.site,
    localTime(door.at, zone),
    door.doorName,
    door.by.name,
    row.gapC.toFixed(1),
  ];
}
