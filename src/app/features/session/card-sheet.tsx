import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession } from './session-duty.ts';
import sessionStyles from './session.module.css';
import { askCard, type CardAnswer, type CardFailure } from './ask-card.ts';
import { t } from './more-strings.ts';
import styles from './more.module.css';

/** Asks once more, then the server; the card is in memory only, and gone with the sheet. */
export function CardSheet(props: { member: PlaceMember; onDone: () => void }): JSX.Element {
  const { member, onDone } = props;
  const { app } = useSession();
  const answer = useSignal<CardAnswer | 'asking' | null>(null);
  const ask = async (): Promise<void> => {
    if (answer.peek() === 'asking') return;
    answer.value = 'asking';
    answer.value = await askCard(app, member.personId);
  };
  if (answer.value === 'asking') return <Spinner label={t('card.making')} />;
  if (answer.value?.ok) return <Card card={answer.value.card} onDone={onDone} />;
  return (
    <div class={sessionStyles.form}>
      {answer.value === null ? (
        <p>
          <Text of={t.both('card.askHelp', { name: member.name })} />
        </p>
      ) : (
        <Failed why={answer.value.why} />
      )}
      <Button kind="primary" wide onClick={() => void ask()}>
        <Text of={t.both(answer.value === null ? 'card.make' : 'card.tryAgain')} />
      </Button>
    </div>
  );
}

function Failed({ why }: { why: CardFailure }): JSX.Element {
  return (
    <>
      <Banner tone="danger" role="alert">
        <Text of={t.both(`card.failed.${why}`)} />
      </Banner>
      {why === 'offline' && (
        <a class={styles.link} href="/report/behalf">
          <Text of={t.both('card.behalf')} />
        </a>
      )}
    </>
  );
}

function Card({ card, onDone }: { card: EnrolmentCard; onDone: () => void }): JSX.Element {
  const duty = useSession();
  const { name, code, link, needsNumber, expiresAt } = card;
  return (
    <div class={sessionStyles.form}>
      <QrCode text={new URL(link, location.origin).href} label={t('card.qr', { name })} />
      <p>
        <Text of={t.both('card.scan', { address: location.origin })} />
      </p>
      <p class={styles.code} aria-label={t('card.code')}>
        {code}
      </p>
      {needsNumber && (
        <p>
          <Text of={t.both('card.withNumber')} />
        </p>
      )}
      <p class={sessionStyles.soft}>
        <Text of={t.both('card.until', { time: timeOf(duty, expiresAt) })} />
      </p>
      <Button kind="primary" wide onClick={onDone}>
        <Text of={t.both('card.done')} />
      </Button>
    </div>
  );
}
