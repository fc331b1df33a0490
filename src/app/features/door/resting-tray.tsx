import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import type { Subject } from '../../../domain/door-check.ts';
import { later } from '../../shell/later.tsx';
import { useDuty } from './door-duty.ts';
import { restingHere } from './resting.ts';

const RestingCards = later(
  async () => (await import('./resting-cards.tsx')).RestingCards,
  'nothing',
);

/** Hardly ever anybody rests: the cards are fetched when somebody does. */
export function RestingTray(props: { onMeasure: (subject: Subject) => void }): JSX.Element | null {
  const duty = useDuty();
  const resting = useComputed(() => restingHere(duty));
  if (resting.value.length === 0) return null;
  return <RestingCards resting={resting.value} onMeasure={props.onMeasure} />;
}
