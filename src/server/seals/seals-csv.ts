import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { SealRow } from '../../protocol/office-seal.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';
import { YES_OR_NO, type Words } from '../spreadsheet/csv-words.ts';

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

const THINGS: Words<SealRow['thing']> = {
  zh: {
    room_door: '房门',
    window: '窗户',
    side_exit: '侧门',
    locker: '柜子',
    appliance: '电器',
    other: '其他',
  },
  en: {
    room_door: 'room door',
    window: 'window',
    side_exit: 'side exit',
    locker: 'locker',
    appliance: 'appliance',
    other: 'other',
  },
};

const STATES: Words<SealRow['state']> = {
  zh: {
    intact: '完好',
    broken: '破损',
    missing: '缺失',
    unsealed: '已解封',
    reapplied: '已重贴',
  },
  en: {
    intact: 'intact',
    broken: 'broken',
    missing: 'missing',
    unsealed: 'unsealed',
    reapplied: 're-applied',
  },
};

/** Masked, the reason is left out with the names: what is written freely may tell who it is. */
export function sealsCsv(rows: readonly SealRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: SealRow, { lang, isMasked, zone }: CsvOptions): CsvCell[] {
  const by = row.appliedBy ?? '';
  return [
    row.building.name,
    row.room,
    THINGS[lang][row.thing],
    row.place,
    row.number,
    STATES[lang][row.state],
    localTime(row.since, zone),
    row.sinceTypedInAt && localTime(row.sinceTypedInAt, zone),
    isMasked ? null : row.reason,
    localTime(row.appliedAt, zone),
    isMasked ? maskName(by) : by,
    row.openIncidents,
    YES_OR_NO[lang][`${row.isNumberTwice}`],
    YES_OR_NO[lang][`${row.isVoided}`],
  ];
}
