import type { ProblemCode } from '../../../protocol/problem.ts';
import { QueueRefusedDetails } from '../../../protocol/queue-file.ts';
import { defineStrings, type Spoken } from '../../strings.ts';

const t = defineStrings('problem', {
  en: () => import('./strings/en.json'),
  zh: () => import('./strings/zh.json'),
});

/** What the server's refusal means to the person in front of the screen. */
export function problemSentence(code: ProblemCode): Spoken {
  return t.both(code);
}

/** Why a file of unsent records was not taken; `null` for any other refusal. */
export function queueRefusalSentence(of: { code: string; details: unknown }): Spoken | null {
  if (of.code === 'too-large') return t.both('queue.too-large');
  const details = QueueRefusedDetails.safeParse(of.details);
  return of.code === 'queue-refused' && details.success
    ? t.both(`queue.${details.data.why}`)
    : null;
}
