import type { LadderStep } from '../../domain/remeasure-ladder.ts';
import type { TemperatureVerdict } from '../../domain/temperature.ts';
import { beep, vibrate, type SignalKind } from '../device/feedback.ts';

/** What a reading that is saved means, those before it included; `left` = no reading was taken. */
export type OutcomeKind =
  | 'normal'
  | 'too-low'
  | 'high'
  | 'unsettled'
  | 'confirmed'
  | 'cleared'
  | 'left';

/** `step` is where the person stands on the ladder with this reading on it. */
export function kindOfReading(verdict: TemperatureVerdict, step: LadderStep): OutcomeKind {
  if (verdict === 'too-low' || verdict === 'impossible') return 'too-low';
  switch (step.state) {
    case 'confirmed-high':
      return 'confirmed';
    case 'dismissed-by-normal':
      return 'cleared';
    case 'resting':
    case 'measure-again':
      return verdict === 'high' ? 'high' : 'unsettled';
    case 'none':
      return verdict;
  }
}

const SIGNALS: Record<OutcomeKind, SignalKind> = {
  normal: 'normal',
  cleared: 'normal',
  left: 'normal',
  'too-low': 'too-low',
  high: 'high',
  unsettled: 'too-low',
  confirmed: 'high',
};

/** Tells ear and hand what the screen tells the eye. */
export function signalOutcome(kind: OutcomeKind): void {
  const signal = SIGNALS[kind];
  beep(signal);
  vibrate(signal);
}
