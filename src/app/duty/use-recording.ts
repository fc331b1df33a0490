import { useSignal } from '@preact/signals';
import { onStorageFailure, type StorageFailure } from '../../store/storage-failure.ts';
import { signalRefusal } from '../device/feedback.ts';

/** One record at a time: a second tap while the first is being kept does nothing. */
export function useRecording() {
  const failure = useSignal<StorageFailure['why'] | null>(null);
  const isBusy = useSignal(false);
  return {
    isBusy: isBusy.value,
    /** Why the last one was not kept. */
    failure: failure.value,
    keep: (record: () => Promise<unknown>, then?: () => void): void => {
      if (isBusy.peek()) return;
      isBusy.value = true;
      failure.value = null;
      const refuse = onStorageFailure(({ why }) => {
        failure.value = why;
        signalRefusal();
      });
      void record()
        .then(then, refuse)
        .finally(() => (isBusy.value = false));
    },
  };
}
