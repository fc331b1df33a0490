import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { NightPerson } from '../../protocol/office-night.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

const HEADERS = {
  zh: [
    '楼栋',
    '单元',
    '房间',
    '姓名',
    '查寝结果',
    '查寝时间',
    '纸质补录时间',
    '记录人',
    '最后出现',
    '最后出现时间',
  ],
  en: [
    'Building',
    'Unit',
    'Room',
    'Name',
    'Said',
    'Said at',
    'Typed in from paper at',
    'Said by',
    'Last seen',
    'Last seen at',
  ],
} as const;

const SAID = {
  zh: { present: '在', on_leave: '请假', absent: '不在', not_in: '暂时外出', none: '未查' },
  en: {
    present: 'present',
    on_leave: 'on leave',
    absent: 'absent',
    not_in: 'just out',
    none: 'not asked',
  },
} as const;
const WAY = { zh: { in: '进', out: '出' }, en: { in: 'in', out: 'out' } } as const;

export function nightCsv(rows: readonly NightPerson[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(
  { building, unit, room, name, word, seen }: NightPerson,
  { lang, isMasked, zone }: CsvOptions,
): CsvCell[] {
  const way = seen?.direction ? ` ${WAY[lang][seen.direction]}` : '';
  return [
    building,
    unit,
    room,
    isMasked ? maskName(name) : name,
    SAID[lang][word?.state ?? 'none'],
    word && localTime(word.at, zone),
    word?.typedInAt ? localTime(word.typedInAt, zone) : null,
    word?.by ?? null,
    seen && `${seen.place}${way}`,
    seen && localTime(seen.at, zone),
  ];
}
