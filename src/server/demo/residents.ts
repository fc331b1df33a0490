import type { ListedBuilding } from '../../domain/roster/roster-reading.ts';
import type { RosterRow } from '../../domain/roster/roster-row.ts';
import type { Chance } from './chance.ts';

interface Origin {
  nationality: string;
  text: string;
  /** Chinese and passport spelling. */
  families: readonly (readonly [string, string])[];
  given: readonly (readonly [string, string])[];
}

/** Every name is put together by chance from common syllables: nobody here exists. */
const ORIGINS: readonly Origin[] = [
  {
    nationality: 'PK',
    text: '巴基斯坦',
    families: [
      ['纳瓦兹', 'NAWAZ'],
      ['拉扎', 'RAZA'],
      ['马利克', 'MALIK'],
    ],
    given: [
      ['阿里', 'ALI'],
      ['萨娜', 'SANA'],
      ['比拉尔', 'BILAL'],
      ['哈桑', 'HASSAN'],
    ],
  },
  {
    nationality: 'VN',
    text: '越南',
    families: [
      ['陈', 'TRAN'],
      ['黎', 'LE'],
      ['范', 'PHAM'],
    ],
    given: [
      ['文明', 'VAN MINH'],
      ['氏香', 'THI HUONG'],
      ['德安', 'DUC AN'],
      ['玉兰', 'NGOC LAN'],
    ],
  },
  {
    nationality: 'KZ',
    text: '哈萨克斯坦',
    families: [
      ['卡里莫夫', 'KARIMOV'],
      ['谢里克', 'SERIK'],
      ['努尔兰', 'NURLAN'],
    ],
    given: [
      ['艾别克', 'AIBEK'],
      ['阿依达', 'AIDA'],
      ['帖木儿', 'TIMUR'],
      ['季娜拉', 'DINARA'],
    ],
  },
  {
    nationality: 'MA',
    text: '摩洛哥',
    families: [
      ['伊德里西', 'IDRISSI'],
      ['本纳尼', 'BENNANI'],
      ['阿马尔', 'AMAR'],
    ],
    given: [
      ['优素福', 'YOUSSEF'],
      ['莱拉', 'LEÏLA'],
      ['奥马尔', 'OMAR'],
      ['萨拉', 'SARA'],
    ],
  },
  {
    nationality: 'CN',
    text: '中国',
    families: [
      ['张', 'ZHANG'],
      ['王', 'WANG'],
      ['单', 'SHAN'],
      ['欧阳', 'OUYANG'],
    ],
    given: [
      ['三', 'SAN'],
      ['晓雨', 'XIAOYU'],
      ['子墨', 'ZIMO'],
      ['若溪', 'RUOXI'],
    ],
  },
];

const COLLEGES = [
  ['计算机学院', '计算机'],
  ['土木学院', '土木'],
  ['国际教育学院', '汉语'],
] as const;

const CATEGORIES = ['undergraduate', 'undergraduate', 'master', 'doctoral', 'language'] as const;

export const DEMO_BUILDINGS: readonly ListedBuilding[] = [
  {
    campus: '示范校区',
    name: '示范一号楼',
    aliases: ['示范1号楼'],
    units: ['1', '2', '3', '4', '5', '6'],
  },
  {
    campus: '示范校区',
    name: '示范二号楼',
    aliases: ['示范2号楼'],
    units: ['1', '2', '3', '4', '5'],
  },
];

const RESIDENT_COUNT = 640;
const BEDS_PER_ROOM = 4;
const ROOMS_PER_FLOOR = 3;

/** Some 640 residents over eleven units, as rows of a roster without a fault. */
export function demoResidents(chance: Chance): RosterRow[] {
  const units = DEMO_BUILDINGS.flatMap(({ name, units: codes }) =>
    codes.map((unit) => ({ building: name, unit })),
  );
  return Array.from({ length: RESIDENT_COUNT }, (_, index) => {
    const place = units[index % units.length] ?? { building: '', unit: '' };
    return demoResident({ chance, index, place, nth: Math.floor(index / units.length) });
  });
}

function demoResident(wanted: {
  chance: Chance;
  index: number;
  place: { building: string; unit: string };
  nth: number;
}): RosterRow {
  const { chance, index, place, nth } = wanted;
  const roomNo = Math.floor(nth / BEDS_PER_ROOM);
  const floor = Math.floor(roomNo / ROOMS_PER_FLOOR) + 1;
  const [college, short] = chance.pick(COLLEGES);
  const year = String(chance.whole(2022, 2026));
  const digits = String(chance.whole(10_000_000, 99_999_999));
  return {
    row: index + 2,
    studentNo: `${year}0${String(index + 1).padStart(5, '0')}`,
    ...demoName(chance),
    gender: chance.pick(['M', 'F'] as const),
    passportNo: `TST${digits}`,
    college,
    grade: year,
    className: `${short}${year.slice(2)}0${chance.whole(1, 2)}`,
    category: chance.pick(CATEGORIES),
    campus: '示范校区',
    ...place,
    room: `${floor}0${(roomNo % ROOMS_PER_FLOOR) + 1}`,
    bed: String((nth % BEDS_PER_ROOM) + 1),
    counsellor: chance.pick(['示范老师甲', '示范老师乙']),
    phone: `154${digits}`,
    wechat: null,
    whereabouts: chance.happens(0.8) ? 'on_campus' : 'abroad',
    enrolledOn: null,
    leftOn: null,
    remark: null,
  };
}

function demoName(
  chance: Chance,
): Pick<RosterRow, 'name' | 'passportName' | 'nationality' | 'nationalityText'> {
  const { families, given, nationality, text } = chance.pick(ORIGINS);
  const [family, familyLatin] = chance.pick(families);
  const [first, firstLatin] = chance.pick(given);
  const isChineseOrder = nationality === 'CN' || nationality === 'VN';
  return {
    name: isChineseOrder ? `${family}${first}` : `${first}·${family}`,
    passportName: `${familyLatin} ${firstLatin}`,
    nationality,
    nationalityText: text,
  };
}
