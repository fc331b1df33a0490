import { csvText, type CsvCell } from '../../domain/export-text.ts';
import type {
  PlaceRoll,
  RollGroup,
  RollStanding,
  SessionRolls,
} from '../../protocol/office-rollup.ts';
import { localTime, type CsvOptions } from '../door-log/door-log-csv.ts';

const HEADERS = {
  zh: {
    class: ['学院', '班级'],
    unit: ['楼栋', '单元'],
    rest: [
      '状态',
      '应到',
      '实到',
      '缺勤',
      '异常',
      '未报',
      '未到时间',
      '不计',
      '迟填',
      '上报人',
      '上报时间',
      '迟报',
      '数字已变',
    ],
  },
  en: {
    class: ['College', 'Class'],
    unit: ['Building', 'Unit'],
    rest: [
      'State',
      'Expected',
      'Present',
      'Absent',
      'Abnormal',
      'Missing',
      'Not due',
      'Excused',
      'Told late',
      'Handed in by',
      'Handed in at',
      'Late',
      'Numbers changed since',
    ],
  },
} as const;

const STATES = {
  zh: {
    late: '逾期未报',
    due: '待上报',
    reported: '已上报',
    zero: '零报告',
    not_due: '未到时间',
    not_required: '无需上报',
  },
  en: {
    late: 'late',
    due: 'due',
    reported: 'handed in',
    zero: 'zero report',
    not_due: 'not due yet',
    not_required: 'not required',
  },
} as const satisfies Record<CsvOptions['lang'], Record<RollStanding['state'], string>>;

type Options = Pick<CsvOptions, 'lang' | 'zone'>;

/** A row for each class or unit. */
export function rollsCsv({ by, groups }: SessionRolls, options: Options): string {
  const { rest, ...heads } = HEADERS[options.lang];
  const rows = groups.flatMap((group) => group.places.map((roll) => cellsOf(group, roll, options)));
  return csvText([[...heads[by], ...rest], ...rows]);
}

function cellsOf(
  { name }: RollGroup,
  { place, counts, standing }: PlaceRoll,
  { lang, zone }: Options,
): CsvCell[] {
  const { state, sent, isLate, isOutdated } = standing;
  return [
    name,
    place.name,
    STATES[lang][state],
    counts.expected,
    counts.present,
    counts.absent,
    counts.abnormal,
    counts.missing,
    counts.notDue,
    counts.excused,
    counts.late,
    sent?.by.name ?? null,
    sent === null ? null : localTime(sent.at, zone),
    Number(isLate),
    Number(isOutdated),
  ];
}
