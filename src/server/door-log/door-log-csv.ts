import { csvText, type CsvCell } from '../../domain/export-text.ts';
import { maskName, maskNumber } from '../../domain/mask.ts';
import type { DoorLogRow } from '../../protocol/office-people.ts';

const HEADERS = {
  zh: [
    '时间',
    '门',
    '方向',
    '类型',
    '姓名',
    '学号',
    '单元',
    '房间',
    '床位',
    '班级',
    '体温℃',
    '部位',
    '判定',
    '原值',
    '单位',
    '记录人',
    '设备',
    '接收时间',
    '作废原因',
  ],
  en: [
    'Time',
    'Door',
    'Direction',
    'Kind',
    'Name',
    'Number',
    'Unit',
    'Room',
    'Bed',
    'Class',
    'Temp C',
    'Site',
    'Verdict',
    'Raw',
    'Raw unit',
    'Recorded by',
    'Device',
    'Received',
    'Voided because',
  ],
} as const;

export interface CsvOptions {
  lang: 'zh' | 'en';
  isMasked: boolean;
  /** IANA name: times are written as the campus's clocks show them. */
  zone: string;
}

/**
 * UTF-8 with BOM and CRLF, so that spreadsheet programs open it as it is. Masked, the reasons are left out with the
 * names: what is written freely may tell who it is.
 */
export function doorLogCsv(rows: readonly DoorLogRow[], options: CsvOptions): string {
  return csvText([HEADERS[options.lang], ...rows.map((row) => cellsOf(row, options))]);
}

function cellsOf(row: DoorLogRow, { isMasked, zone }: CsvOptions): CsvCell[] {
  const { subject, reading } = row;
  return [
    localTime(row.correctedAt, zone),
    row.door.name,
    row.direction,
    subject.kind,
    isMasked ? maskName(subject.name) : subject.name,
    isMasked ? maskNumber(subject.number) : subject.number,
    subject.unit,
    subject.room,
    subject.bed,
    subject.className,
    reading?.tempC.toFixed(1) ?? null,
    reading?.site ?? null,
    reading?.verdict ?? null,
    reading?.rawValue ?? null,
    reading?.rawUnit ?? null,
    row.by.name,
    row.device.name,
    row.receivedAt === null ? null : localTime(row.receivedAt, zone),
    isMasked ? null : (row.voided?.reason ?? null),
  ];
}

/** As the clocks of the zone show it. */
export function localTime(at: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(at));
}
