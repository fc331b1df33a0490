import type { ProblemCode } from '../../../protocol/problem.ts';
import { defineStrings, type Spoken } from '../../strings.ts';
import en from './strings/en.json';
import zh from './strings/zh.json';

const t = defineStrings('problem', { en, zh });

/** What the server's refusal means to the person in front of the screen. */
export function problemSentence(code: ProblemCode): Spoken {
  return t.both(code);
}
