import type { ProblemCode } from '../../../protocol/problem.ts';
import { defineStrings, type Spoken } from '../../strings.ts';

const t = defineStrings('problem', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});

/** What the server's refusal means to the person in front of the screen. */
export function problemSentence(code: ProblemCode): Spoken {
  return t.both(code);
}
