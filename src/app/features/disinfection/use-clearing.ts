import { useSignal } from '@preact/signals';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { signalRefusal } from '../../device/feedback.ts';
import type { OpenSlot } from './disinfection-front.tsx';
import { useDuty } from './disinfection-duty.ts';
import { recordWork } from './record-work.ts';

/** "Refuse cleared", by one tap. */
export function useClearing() {
  const duty = useDuty();
  const isBusy = useSignal(false);

  async function clear({ areaId, day, slot }: OpenSlot): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    const body = { areaId, day, slot, note: null, photos: [] };
    const tell = ({ why }: StorageFailure): void => {
      duty.notSaved.value = why;
      signalRefusal();
    };
    duty.notSaved.value = null;
    await recordWork(duty, { type: 'refuse-clearing', body })
      .catch(onStorageFailure(tell))
      .finally(() => (isBusy.value = false));
  }
  return { isBusy: isBusy.value, clear };
}
