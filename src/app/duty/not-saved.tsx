import type { JSX } from 'preact';
import type { StorageFailure } from '../../store/storage-failure.ts';
import { Text } from '../ui/text.tsx';
import { t } from './form-strings.ts';

/** What was typed is still there; what to do so that it fits. */
export function NotSaved({ why }: Pick<StorageFailure, 'why'>): JSX.Element {
  return <Text of={t.both(`notSaved.${why}`)} />;
}
