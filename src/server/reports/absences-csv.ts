import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName } from '../../domain/mask.ts';
import type { AbsenceRow } from '../../protocol/office-absence.ts';
import type { CsvOptions } from '../door-log/door-log-csv.ts';
import { personCells } from './person-cells.ts';

const HEADERS = {
  zh: [
    '姓名',
    '学号',
    '楼栋',
    '房间',
    '班级',
    '发病日期',
    '缺勤日期',
    '症状',
    '病因类别',
    '就诊',
    '诊断',
    '转归',
    '复课证明日期',
    '到课日期',
    '复课证明',
    '登记人',
    '备注',
  ],
  en: [
    'Name',
    'Number',
    'Building',
    'Room',
    'Class',
    'Ill since',
    'Absent from',
    'Symptoms',
    'Kind of illness',
    'Visit',
    'Diagnosis',
    'Outcome',
    'Return proven',
    'Back in class',
    'Proof of return',
    'Registered by',
    'Notes',
  ],
} as const;

const PROOF = {
  zh: { awaited: '未到课', missing: '缺', late: '迟交', given: '已交' },
  en: { awaited: 'away', missing: 'missing', late: 'late', given: 'given' },
} as const;

/** Masked, the notes are left out with the names: what is written freely may tell who it is. */
export function absencesCsv(rows: readonly AbsenceRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

type StepKind = AbsenceRow['steps'][number]['step'];

function cellsOf(row: AbsenceRow, { lang, isMasked }: CsvOptions): CsvCell[] {
  const { person, steps } = row;
  const lastOn = (kind: StepKind): string | null =>
    steps.findLast(({ step }) => step === kind)?.on ?? null;
  const notes = [row.note, ...steps.map(({ note }) => note)].filter((note) => note !== null);
  return [
    ...personCells(person, isMasked),
    row.onsetOn,
    row.absentFrom,
    row.symptoms.join(' '),
    steps.findLast(({ diagnosisClass }) => diagnosisClass !== null)?.diagnosisClass ?? null,
    lastOn('visit'),
    lastOn('diagnosis'),
    lastOn('outcome'),
    lastOn('return'),
    row.backOn,
    PROOF[lang][row.proof],
    isMasked ? maskName(row.by.name ?? '') : row.by.name,
    isMasked ? null : notes.join(' | '),
  ];
}
