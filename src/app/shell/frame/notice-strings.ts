import { defineStrings } from '../../strings.ts';
import { t as frame } from './frame-strings.ts';

/** The sentences of notices, of the sheet about sending and of the first load, and the frame's own. */
export const t = defineStrings(
  'frame-notices',
  {
    en: () => import('./notices/strings/en.json'),
    zh: () => import('./notices/strings/zh.json'),
  },
  frame,
);
