import { describe, expect, test } from 'vitest';
import { codesOf, csv, readFileText } from './support/fixtures.ts';
import { buildTable, merges } from './support/xlsx-builder.ts';

describe('the header', () => {
  const student = ['201910104521', '王小明', '南1舍', '在校'];
  const header = ['学号', '姓名', '楼栋', '去向'];
  const below = (blankCount: number) => [
    ...Array.from({ length: blankCount }, (_, at) => [`标题 ${at}`]),
    header,
    student,
  ];

  test.each([[0], [17], [19]])('may stand below %i other rows', async (blankCount) => {
    const { rows } = await readFileText(buildTable(below(blankCount)));

    expect(rows.map((row) => row.row)).toEqual([blankCount + 2]);
  });

  test('below the twentieth row is not found', async () => {
    const { outcome, error, notices } = await readFileText(buildTable(below(20)));

    expect({ outcome, error }).toEqual({ outcome: 'rejected', error: { code: 'NO_HEADER' } });
    expect(notices).toEqual([{ code: 'SHEET_NO_HEADER', sheet: 'Sheet1' }]);
  });

  test.each([[['学号', '姓名', '体温']], [['姓名', '楼栋', '去向', '电话']]])(
    '%j is none',
    async (names) => {
      const { error } = await readFileText(buildTable([names, student]));

      expect(error).toEqual({ code: 'NO_HEADER' });
    },
  );

  test('without rows is refused', async () => {
    const { outcome, error } = await readFileText(buildTable([header, [], ['合计', '0']]));

    expect({ outcome, error }).toEqual({ outcome: 'rejected', error: { code: 'NO_DATA_ROWS' } });
  });

  test('takes the left of two columns that mean the same', async () => {
    const { rows } = await csv(
      '学号,手机,电话,姓名,楼栋',
      '201910104521,15411118427,15422229538,王,南1舍',
    );

    expect(rows[0]!.phone).toBe('15411118427');
  });

  test('in English is read', async () => {
    const { rows, warnings } = await csv(
      'No.,Student ID,Name,Gender,Nationality,Building,Room,Bed,Whereabouts',
      '1,201910104521,WANG XIAOMING,Male,Fiji,南1舍,2-305,1,在校',
    );

    expect(rows[0]).toMatchObject({
      name: 'WANG XIAOMING',
      passportName: 'WANG XIAOMING',
      gender: 'M',
      nationality: 'FJ',
      unit: '2',
      room: '305',
    });
    expect(warnings).toEqual([]);
  });

  test('a field whose column is absent is null without a warning', async () => {
    const { rows, warnings } = await csv('学号,姓名,楼栋', '201910104521,王小明,南1舍');

    expect(rows[0]).toEqual({
      row: 2,
      studentNo: '201910104521',
      name: '王小明',
      passportName: null,
      gender: null,
      nationality: null,
      nationalityText: null,
      passportNo: null,
      college: null,
      grade: null,
      className: null,
      category: null,
      campus: '马房山校区',
      building: '南1舍',
      unit: null,
      room: null,
      bed: null,
      counsellor: null,
      phone: null,
      wechat: null,
      whereabouts: null,
      enrolledOn: null,
      leftOn: null,
      remark: null,
    });
    expect(warnings).toEqual([]);
  });
});

describe('two header rows', () => {
  const upper = ['学号', '基本信息', '', '住宿信息', '', '家长', '', '备注'];
  const lower = ['', '姓名', '性别', '楼栋', '寝室号', '姓名', '电话', ''];
  const student = ['201910104521', '王小明', '男', '南1舍', '2-305', '王大明', '15411118427', '好'];
  const groups = merges('A1:A2', 'B1:C1', 'D1:E1', 'F1:G1', 'H1:H2');
  const expected = {
    name: '王小明',
    gender: 'M',
    building: '南1舍',
    room: '305',
    phone: null,
    remark: '好',
  };

  test('with merged groups: the columns of parents are not the student’s own', async () => {
    const { rows } = await readFileText(buildTable([upper, lower, student], groups));

    expect(rows[0]).toMatchObject({ row: 3, ...expected });
  });

  test('in a CSV, where a group stands over its first column only', async () => {
    const rows = await csv(upper.join(','), lower.join(','), student.join(','));

    expect(rows.rows[0]).toMatchObject({ row: 3, ...expected });
  });

  test('where the upper row alone names three columns', async () => {
    const { rows } = await csv(
      '学号,姓名,性别,住宿信息,,紧急联系人,',
      ',,,楼栋,寝室号,姓名,电话',
      '201910104521,王小明,男,南1舍,2-305,王大明,15411118427',
    );

    expect(rows[0]).toMatchObject({ row: 3, name: '王小明', building: '南1舍', phone: null });
  });

  test('where a group is called like a column', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['学号', '姓名', '联系方式', '', '楼栋'],
          ['', '', '微信号', '手机', ''],
          ['201910104521', '王小明', 'tst_1', '15411118427', '南1舍'],
        ],
        merges('A1:A2', 'B1:B2', 'C1:D1', 'E1:E2'),
      ),
    );

    expect(rows[0]).toMatchObject({ wechat: 'tst_1', phone: '15411118427', building: '南1舍' });
  });

  test('a column behind a merged group is not in the group', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['学号', '中文名', '紧急联系人', '', '', ''],
          ['', '', '姓名', '电话', '手机', '楼栋'],
          ['201910104521', '王小明', '王大明', '15411118427', '15422229538', '南1舍'],
        ],
        merges('A1:A2', 'B1:B2', 'C1:D1'),
      ),
    );

    expect(rows[0]).toMatchObject({ name: '王小明', phone: '15422229538' });
  });

  test('a line of text above the header names no group, whatever it mentions', async () => {
    const { rows } = await csv(
      '制表：家长联系办公室,,,2020年3月',
      '学号,姓名,电话,楼栋',
      '201910104521,王小明,15411118427,南1舍',
    );

    expect(rows[0]).toMatchObject({ name: '王小明', phone: '15411118427' });
  });

  test('a first student without a number is no second header row', async () => {
    const { rejected } = await csv(
      '学号,姓名,楼栋,备注',
      ',王小明,南1舍,备注',
      '201910104521,李明,南1舍,',
    );

    expect(codesOf(rejected)).toEqual([[2, 'STUDENT_NO_MISSING']]);
  });

  test('a single text above the header names no column', async () => {
    const { rows } = await csv(',,,说明', '学号,姓名,楼栋,', '201910104521,王小明,南1舍,x');

    expect(rows[0]!.remark).toBeNull();
  });

  test('a title over the header names no group', async () => {
    const { rows } = await readFileText(
      buildTable(
        [
          ['家长联系名单', '', '', ''],
          ['学号', '姓名', '电话', '楼栋'],
          ['201910104521', '王小明', '15411118427', '南1舍'],
        ],
        merges('A1:D1'),
      ),
    );

    expect(rows[0]).toMatchObject({ name: '王小明', phone: '15411118427' });
  });
});
