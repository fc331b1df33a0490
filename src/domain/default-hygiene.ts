import type { FormItem, InspectionForm, Words } from './hygiene-form.ts';
import type { HygienePolicy, PolicyPack } from './policy.ts';

const words = (zh: string, en: string): Words => ({ zh, en });
const scored = (
  id: string,
  of: Words,
  { points, step, part = 'shared' }: { points: number; step: number; part?: FormItem['part'] },
): FormItem => ({ id, words: of, points, step, part });
const passed = (id: string, of: Words): FormItem => ({
  id,
  words: of,
  points: null,
  step: null,
  part: 'shared',
});

/** What is asked besides cleanliness: passed or failed on every form. */
const IN_ORDER: readonly FormItem[] = [
  passed('ventilation', words('开窗通风', 'Ventilated')),
  passed('refuse', words('垃圾日产日清', 'Refuse cleared')),
  passed('appliances', words('无违规电器', 'No illegal appliances')),
  passed('lodgers', words('无留宿外来人员', 'No lodgers')),
];

const HUNDRED: InspectionForm = {
  id: 'hundred',
  version: 1,
  title: words('百分制宿舍卫生检查表', '100-point hygiene form'),
  passMark: 60,
  items: [
    scored('floor_washroom', words('地面、卫生间', 'Floor and washroom'), { points: 30, step: 5 }),
    scored('doors_windows_walls', words('门窗、墙面', 'Doors, windows, walls'), {
      points: 10,
      step: 2,
    }),
    scored('air', words('室内空气', 'Air'), { points: 10, step: 2 }),
    scored('bed', words('床铺', 'Bed'), { points: 20, step: 5, part: 'personal' }),
    scored('desk', words('桌面', 'Desk'), { points: 10, step: 2, part: 'personal' }),
    scored('under', words('桌下、床下', 'Under desk and bed'), {
      points: 20,
      step: 5,
      part: 'personal',
    }),
    ...IN_ORDER,
  ],
};

const TWENTY: InspectionForm = {
  id: 'twenty',
  version: 1,
  title: words('二十分制宿舍卫生检查表', '20-point hygiene form'),
  passMark: 13,
  items: [
    scored('overall', words('整体卫生', 'Overall'), { points: 5, step: 1 }),
    scored('objects', words('物品摆放', 'Things in their place'), { points: 5, step: 1 }),
    scored('waste_sorting', words('垃圾分类', 'Waste sorting'), { points: 4, step: 1 }),
    scored('floor', words('地面', 'Floor'), { points: 3, step: 1 }),
    scored('other', words('其他', 'Other'), { points: 3, step: 1 }),
    ...IN_ORDER,
  ],
};

const CHECKLIST: InspectionForm = {
  id: 'checklist',
  version: 1,
  title: words('宿舍卫生合格检查表', 'Pass/fail hygiene checklist'),
  passMark: null,
  items: [
    passed('floor', words('地面干净', 'Floor clean')),
    passed('beds', words('床铺整洁', 'Beds tidy')),
    passed('washroom', words('卫生间干净', 'Washroom clean')),
    ...IN_ORDER,
    passed('wiring', words('无私拉电线', 'No wiring of their own')),
    passed('pets', words('无宠物', 'No pets')),
  ],
};

/** Forms in use at universities (`docs/policy.md`), until the school sets its own. */
export const DEFAULT_HYGIENE: HygienePolicy = {
  forms: [HUNDRED, TWENTY, CHECKLIST],
  formInUse: HUNDRED.id,
  fixByDays: 3,
};

/** The pack's own, or the defaults. */
export const hygieneOf = ({ hygiene }: Pick<PolicyPack, 'hygiene'>): HygienePolicy =>
  hygiene ?? DEFAULT_HYGIENE;

/** Each form once, in its newest version. */
export function formsOf({ forms }: HygienePolicy): InspectionForm[] {
  const isNewest = ({ id, version }: InspectionForm): boolean =>
    forms.every((other) => other.id !== id || other.version <= version);
  return forms.filter(isNewest);
}

export const formInUse = (policy: HygienePolicy): InspectionForm =>
  formsOf(policy).find(({ id }) => id === policy.formInUse) ?? HUNDRED;
