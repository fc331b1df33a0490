import { useSignal } from '@preact/signals';
import { onStorageFailure, type StorageFailure } from '../../store/storage-failure.ts';
import { signalRefusal } from '../device/feedback.ts';
import { SECOND_TAP_MS } from './second-tap.ts';

/** As every record of a tap answers. */
const isKept = (answer: unknown): boolean => answer !== null && answer !== false;

/**
 * One record at a time: a second tap while the first is being kept does nothing, and neither does one that comes so
 * soon after it that it was meant for what stood there before.
 */
export function useRecording() {
  const failure = useSignal<StorageFailure['why'] | null>(null);
  const state = useSignal<'free' | 'saving' | 'saved'>('free');
  return {
    /** Nothing is recorded now. */
    isBusy: state.value !== 'free',
    /** It is on its way to the disk: nobody may say "saved" yet. */
    isSaving: state.value === 'saving',
    /** Why the last one was not kept. */
    failure: failure.value,
    /** `then` hears what the record answered; `null` or `false` is not kept, and may be tried again at once. */
    keep: <T>(record: () => Promise<T>, then?: (answer: T) => void): void => {
      if (state.peek() !== 'free') return;
      state.value = 'saving';
      failure.value = null;
      const free = (): void => {
        state.value = 'free';
      };
      const refuse = onStorageFailure(({ why }) => {
        failure.value = why;
        signalRefusal();
      });
      void record()
        .then((answer) => {
          state.value = isKept(answer) ? 'saved' : 'free';
          if (isKept(answer)) setTimeout(free, SECOND_TAP_MS);
          then?.(answer);
        })
        .catch((error: unknown) => {
          free();
          return refuse(error);
        });
    },
  };
}
