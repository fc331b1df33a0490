import type { Disinfection } from '../../domain/disinfection.ts';
import type { DisinfectionRow } from '../../protocol/office-disinfection.ts';
import type { Words } from '../spreadsheet/csv-words.ts';

export const DUTIES: Words<DisinfectionRow['duty']> = {
  zh: {
    disinfection: '消杀',
    refuse: '清运垃圾',
  },
  en: {
    disinfection: 'disinfection',
    refuse: 'refuse',
  },
};

export const STATES: Words<DisinfectionRow['state']> = {
  zh: {
    missed: '漏做',
    due: '待做',
    'time-over': '作用时间到，待通风',
    running: '进行中',
    done: '已完成',
    'not-yet': '未到时间',
  },
  en: {
    missed: 'missed',
    due: 'due',
    'time-over': 'contact time over',
    running: 'running',
    done: 'done',
    'not-yet': 'not yet',
  },
};

export const OBJECTS: Words<Disinfection['object']> = {
  zh: {
    surfaces: '物体表面、门把手、扶手',
    floors: '地面',
    contaminated: '污染的地面、墙面',
    toilet_bowl: '便池及周边',
    toilet_contact: '卫生间手接触部位',
    mops: '拖把、抹布',
    textiles: '衣物、被褥',
    tableware: '餐具',
    vomit: '呕吐物、排泄物',
    refuse: '垃圾',
    electronics: '电子产品、小件物品',
    visibly_dirty: '有明显污渍的表面',
  },
  en: {
    surfaces: 'surfaces, handles, rails',
    floors: 'floors',
    contaminated: 'contaminated floor or wall',
    toilet_bowl: 'toilet bowl and around',
    toilet_contact: 'hand contact points in toilets',
    mops: 'mops and cloths',
    textiles: 'clothes, bedding',
    tableware: 'tableware',
    vomit: 'vomit, excreta',
    refuse: 'refuse',
    electronics: 'electronics, small items',
    visibly_dirty: 'visibly dirty surfaces',
  },
};

export const AGENTS: Words<Disinfection['agent']> = {
  zh: {
    chlorine: '含氯（84、漂白粉、泡腾片）',
    ethanol: '75% 酒精',
    quats: '季铵盐',
    chlorine_dioxide: '二氧化氯',
    peracetic_acid: '过氧乙酸',
    hydrogen_peroxide: '过氧化氢',
    iodine: '含碘',
    guanidines: '胍类',
    phenols: '酚类',
  },
  en: {
    chlorine: 'chlorine (84, bleach, tablets)',
    ethanol: '75 % ethanol',
    quats: 'quaternary ammonium',
    chlorine_dioxide: 'chlorine dioxide',
    peracetic_acid: 'peracetic acid',
    hydrogen_peroxide: 'hydrogen peroxide',
    iodine: 'iodine',
    guanidines: 'guanidines',
    phenols: 'phenols',
  },
};

export const METHODS: Words<Disinfection['method']> = {
  zh: {
    spray: '喷洒',
    wipe: '擦拭',
    mop: '拖拭',
    soak: '浸泡',
  },
  en: {
    spray: 'spray',
    wipe: 'wipe',
    mop: 'mop',
    soak: 'soak',
  },
};

export const OPERATORS: Words<Disinfection['operator']> = {
  zh: {
    staff: '教职工',
    property: '物业',
    volunteer: '志愿者',
  },
  en: {
    staff: 'staff',
    property: 'property staff',
    volunteer: 'volunteer',
  },
};

type AcceptanceState = NonNullable<DisinfectionRow['record']>['acceptance'];

export const ACCEPTANCES: Words<AcceptanceState> = {
  zh: {
    open: '未验收',
    accepted: '合格',
    refused: '不合格',
    disputed: '意见不一',
  },
  en: {
    open: 'none yet',
    accepted: 'accepted',
    refused: 'not accepted',
    disputed: 'disputed',
  },
};
