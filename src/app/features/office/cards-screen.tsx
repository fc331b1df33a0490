import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CARD_DAYS, type EnrolmentEntry } from '../../../protocol/office-enrolment.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useDoing } from './loaded.ts';
import styles from './office.module.css';
import { CardsBench } from './cards-bench.tsx';
import { t } from './cards-strings.ts';
import { EnrolmentList } from './enrolment-list.tsx';
import { MakeForm } from './cards-form.tsx';
import { EVERY_STUDENT, SelectionFields, selectionOf } from './cards-selection.tsx';
import type { CardOrder } from './use-making-cards.ts';

/** Printed cards by which thousands enrol their own phones, and who of them has done so. */
export function CardsScreen(): JSX.Element {
  const [choice, setChoice] = useState(EVERY_STUDENT);
  const [renewing, setRenewing] = useState<EnrolmentEntry | null>(null);
  const [order, setOrder] = useState<CardOrder | null>(null);
  const selection = selectionOf(choice);
  if (order !== null) return <CardsBench order={order} onDone={() => setOrder(null)} />;
  return (
    <div class={styles.page}>
      <h1>{t('page.cards')}</h1>
      <p class={styles.lead}>{t('lead')}</p>
      <SelectionFields choice={choice} onChoice={setChoice} />
      <MakeForm key={JSON.stringify(selection)} selection={selection} onOrder={setOrder} />
      <EnrolmentList
        key={`list ${JSON.stringify(selection)}`}
        selection={selection}
        onRenew={setRenewing}
      />
      {renewing !== null && (
        <RenewDialog entry={renewing} onOrder={setOrder} onClose={() => setRenewing(null)} />
      )}
    </div>
  );
}

/** What ends with it is said before. */
function RenewDialog(props: {
  entry: EnrolmentEntry;
  onOrder: (order: CardOrder) => void;
  onClose: () => void;
}): JSX.Element {
  const { entry, onOrder, onClose } = props;
  const { personId, name, state } = entry;
  const doing = useDoing();
  function renew(): void {
    onClose();
    onOrder({ personIds: [personId], validDays: CARD_DAYS.usual, endsPhones: true });
  }
  return (
    <ConfirmDialog
      open
      title={t('list.renewSure', { name })}
      action={t('list.renew')}
      doing={doing}
      onConfirm={renew}
      onClose={onClose}
    >
      <p>{t(state === 'enrolled' ? 'list.renewEnds' : 'list.renewCode')}</p>
    </ConfirmDialog>
  );
}
