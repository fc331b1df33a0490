import printer from 'lucide-static/icons/printer.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { loadStrings } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { LoopbackWarning } from './loopback-warning.tsx';
import styles from './office.module.css';
import { ProblemNote } from './problem-note.tsx';
import { useUnfinished } from './use-unfinished.ts';
import screenStyles from './cards-bench.module.css';
import { groupCards, type CardsBy } from './card-groups.ts';
import { CardPages } from './card-pages.tsx';
import { t } from './cards-strings.ts';
import { Choice } from './cards-selection.tsx';
import { useMaking, type CardOrder, type Making } from './use-making-cards.ts';

/** So many codes are drawn at once without a wait. */
const DRAWN_AT_ONCE = 800;

/** Makes the cards of an order, shows how far it is, and prints them part by part. */
export function CardsBench(props: { order: CardOrder; onDone: () => void }): JSX.Element {
  const { order, onDone } = props;
  const making = useMaking(order);
  const isReady = making.done === order.personIds.length;
  useUnfinished('cards');
  useWarningBeforeLeaving();
  return (
    <div class={styles.page}>
      <div class={`${styles.head} ${screenStyles.screenOnly}`}>
        <h1>{t('page.cards')}</h1>
        <Button kind="primary" disabled={!isReady && making.doing.isBusy} onClick={onDone}>
          {t('make.leave')}
        </Button>
      </div>
      <div class={`${styles.list} ${screenStyles.screenOnly}`}>
        <Banner tone="waiting">
          <p>{t('make.once')}</p>
        </Banner>
        <LoopbackWarning />
        <Progress making={making} total={order.personIds.length} />
      </div>
      {isReady && <PrintedParts cards={making.cards} />}
    </div>
  );
}

function Progress({ making, total }: { making: Making; total: number }): JSX.Element {
  const { done, cards, skipped, doing } = making;
  const isReady = done === total;
  return (
    <>
      {!isReady && (
        <label class={styles.list}>
          {t('make.going', { done, count: total })}
          <progress class={screenStyles.progress} value={done} max={total} />
        </label>
      )}
      {isReady && <p role="status">{t('make.made', { count: cards.length })}</p>}
      {skipped > 0 && <p role="status">{t('make.skipped', { count: skipped })}</p>}
      <ProblemNote
        of={doing.problem}
        actions={<Button onClick={making.goOn}>{t('tryAgain')}</Button>}
      />
    </>
  );
}

const WHOLE = '';

function PrintedParts({ cards }: { cards: readonly EnrolmentCard[] }): JSX.Element | null {
  const [by, setBy] = useState<CardsBy>('room');
  const [chosen, setChosen] = useState<string | null>(null);
  const areWordsHere = useBothLanguages();
  const groups = groupCards(cards, by);
  const mayBeWhole = cards.length <= DRAWN_AT_ONCE;
  const part = chosen ?? (mayBeWhole ? WHOLE : '0');
  const shown = part === WHOLE ? groups : groups.slice(Number(part), Number(part) + 1);
  const count = shown.reduce((sum, group) => sum + group.cards.length, 0);
  if (cards.length === 0) return null;
  return (
    <>
      <div class={`${styles.filters} ${screenStyles.screenOnly}`}>
        <SegmentedChoice
          legend={t.both('print.order')}
          value={by}
          options={[
            { value: 'room', label: t.both('print.byRoom') },
            { value: 'class', label: t.both('print.byClass') },
          ]}
          onChange={(next) => {
            setBy(next);
            setChosen(null);
          }}
        />
        <Choice
          label={t.both('print.part')}
          value={part}
          options={[
            ...(mayBeWhole ? [[WHOLE, t('all')] as const] : []),
            ...groups.map(({ name, cards: own }, index) => {
              const words = { name: name || t(NAMELESS[by]), count: own.length };
              return [String(index), t('print.partOf', words)] as const;
            }),
          ]}
          onValue={setChosen}
        />
      </div>
      <div class={`${styles.row} ${screenStyles.screenOnly}`}>
        <Button kind="primary" icon={printer} disabled={!areWordsHere} onClick={() => print()}>
          {t('print.button', { count })}
        </Button>
        <p class={styles.soft}>{t('print.cut')}</p>
      </div>
      {areWordsHere && shown.map((group) => <CardPages key={group.name} cards={group.cards} />)}
    </>
  );
}

const NAMELESS = { room: 'print.noPlace', class: 'print.noClass' } as const;

/** A card speaks both, whatever the screen does. */
function useBothLanguages(): boolean {
  const [areHere, setHere] = useState(false);
  useEffect(() => {
    void loadStrings('zh', 'en').then(() => setHere(true));
  }, []);
  return areHere;
}

/** The codes are nowhere else. */
function useWarningBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
}
