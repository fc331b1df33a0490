import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { isTakenBack, type RefuseWork } from '../../../domain/disinfection-log.ts';
import type { Id } from '../../../domain/id.ts';
import { onStorageFailure } from '../../../store/storage-failure.ts';
import { VoidForm } from '../../duty/void-form.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { ClearingForm } from './clearing-form.tsx';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { clearingSheetOf } from './half-written-work.ts';
import { JustSavedNote } from './just-saved.tsx';
import { RecordLine } from './record-line.tsx';
import { RecordPhotos } from './record-photos.tsx';
import { takeBack } from './record-work.ts';
import { SlotWords } from './slot-words.tsx';
import { WorkRecord } from './work-record.tsx';
import styles from './sheet.module.css';

/** Everything that was recorded for one slot, two records side by side, and what comes next. */
export function SlotSheet(props: {
  open: OpenSlot | null;
  onStart: (slot: OpenSlot) => void;
  onClose: () => void;
}): JSX.Element {
  const { open, onClose } = props;
  const duty = useDuty();
  const area = open && duty.app.replica.documents('area').get(open.areaId);
  return (
    <Dialog open={open !== null} title={area?.name ?? ''} onClose={onClose}>
      {open !== null && <SlotRecords key={JSON.stringify(open)} {...props} open={open} />}
    </Dialog>
  );
}

function SlotRecords(props: { open: OpenSlot; onStart: (slot: OpenSlot) => void }): JSX.Element {
  const { open, onStart } = props;
  const duty = useDuty();
  const voiding = useSignal<Id | null>(null);
  const log = duty.log();
  const isHere = ({ body, ...work }: { body: OpenPlace } & Pick<RefuseWork, 'takenBack'>) =>
    body.areaId === open.areaId &&
    body.day === open.day &&
    body.slot === open.slot &&
    !isTakenBack(work);
  const works = open.duty === 'disinfection' ? log.works.filter(isHere) : [];
  const clearings = open.duty === 'refuse' ? log.clearings.filter(isHere) : [];

  const ask = (id: Id): void => {
    voiding.value = id;
  };
  async function giveBack(id: Id, reason: string): Promise<void> {
    const tell = ({ why }: { why: 'full' | 'broken' }) => (duty.notSaved.value = why);
    await takeBack(duty, id, reason).catch(onStorageFailure(tell));
    voiding.value = null;
  }
  if (voiding.value !== null) {
    const id = voiding.value;
    return (
      <VoidForm
        reasons={['wrong-value', 'double', 'other']}
        onSave={(reason) => giveBack(id, reason)}
        onCancel={() => (voiding.value = null)}
      />
    );
  }
  return (
    <>
      <SlotWords slot={open} />
      <JustSavedNote />
      {works.map((work) => (
        <WorkRecord key={work.id} work={work} onTakeBack={ask} />
      ))}
      {clearings.map((clearing) => (
        <Clearing key={clearing.id} clearing={clearing} onTakeBack={ask} />
      ))}
      <Next open={open} count={works.length + clearings.length} />
      {open.duty === 'disinfection' && (
        <Button wide onClick={() => onStart(open)}>
          <Text of={t.both(works.length === 0 ? 'start' : 'start.another')} />
        </Button>
      )}
    </>
  );
}

function Clearing(props: { clearing: RefuseWork; onTakeBack: (id: Id) => void }): JSX.Element {
  const { fact, body } = props.clearing;
  return (
    <section class={styles.record}>
      <ul class={styles.lines}>
        <RecordLine
          fact={fact}
          areaId={body.areaId}
          note={body.note}
          words="line.cleared"
          onTakeBack={props.onTakeBack}
        />
      </ul>
      <RecordPhotos photos={body.photos} />
    </section>
  );
}

/**
 * Refuse is cleared here with a note or a photo, and what is written of it stays in reach when a colleague has cleared
 * it meanwhile; disinfection is begun by the button beneath.
 */
function Next({ open, count }: { open: OpenSlot; count: number }): JSX.Element | null {
  const { halfWritten } = useDuty();
  const isWritten = open.duty === 'refuse' && halfWritten.begunIn(clearingSheetOf(open)) !== null;
  if (count > 0 && !isWritten) return null;
  if (open.duty === 'refuse') return <ClearingForm slot={open} />;
  return (
    <p>
      <Text of={t.both('slot.empty')} />
    </p>
  );
}

type OpenPlace = Pick<OpenSlot, 'areaId' | 'day' | 'slot'>;
