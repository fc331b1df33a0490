import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { later } from '../../shell/later.tsx';
import { Announcement } from './announcement.tsx';
import { t } from './door-strings.ts';
import { LoopStep } from './loop-step.tsx';
import type { Loop } from './loop.ts';
import { ShiftBar } from './shift-bar.tsx';
import styles from './loop-screen.module.css';

const PersonCard = later(async () => (await import('./person-card.tsx')).PersonCard, 'nothing');

/** Find the person, three digits, done, next: one screen, one thumb. */
export function LoopScreen({ loop }: { loop: Loop }): JSX.Element {
  const cardOf = useSignal<Id | null>(null);
  const subject = loop.standing.value?.subject;
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.parentElement?.scrollIntoView({ block: 'start' });
  }, [subject]);
  return (
    <main class={styles.loop} ref={page}>
      {loop.photos.areLost.value && (
        <Banner tone="danger" role="alert">
          <Text of={t.both('photosLost')} />
        </Banner>
      )}
      {subject === undefined && <ShiftBar loop={loop} />}
      <LoopStep loop={loop} onCard={(id) => (cardOf.value = id)} />
      <Announcement outcome={loop.outcome.value} />
      {cardOf.value !== null && (
        <PersonCard personId={cardOf.value} onClose={() => (cardOf.value = null)} />
      )}
    </main>
  );
}
