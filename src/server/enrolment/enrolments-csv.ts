import { csvText } from '../../domain/export-text.ts';
import { maskName, maskNumber } from '../../domain/mask.ts';
import type { EnrolmentEntry, EnrolmentState } from '../../protocol/office-enrolment.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

const HEADERS = {
  zh: ['楼栋', '单元', '房间', '床位', '姓名', '学号', '学院', '班级', '登记情况', '登记码有效至'],
  en: [
    'Building',
    'Unit',
    'Room',
    'Bed',
    'Name',
    'Number',
    'College',
    'Class',
    'Enrolment',
    'Code works until',
  ],
} as const;

const STATES: Record<CsvOptions['lang'], Record<EnrolmentState, string>> = {
  zh: {
    none: '没有登记码',
    waiting: '有登记码，未登记',
    expired: '登记码已过期',
    locked: '登记码已锁定',
    enrolled: '已登记',
    on_post: '在岗人员',
    inactive: '已停用',
  },
  en: {
    none: 'no code',
    waiting: 'has a code',
    expired: 'code has run out',
    locked: 'code is locked',
    enrolled: 'enrolled',
    on_post: 'on a post',
    inactive: 'deactivated',
  },
};

/** Who is still without a phone. No code is in it: those are nowhere but on the cards. */
export function enrolmentsCsv(rows: readonly EnrolmentEntry[], options: CsvOptions): string {
  const { lang, isMasked, zone } = options;
  const cells = rows.map((row) => [
    row.building,
    row.unit,
    row.room,
    row.bed,
    isMasked ? maskName(row.name) : row.name,
    isMasked ? maskNumber(row.number) : row.number,
    row.college,
    row.className,
    STATES[lang][row.state],
    row.expiresAt && localTime(row.expiresAt, zone),
  ]);
  return csvText([HEADERS[lang], ...cells]);
}
