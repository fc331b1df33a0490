import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { JSX } from 'preact';
import type { StorageFailure } from '../../store/storage-failure.ts';
import { Banner } from '../ui/banner.tsx';
import { NotSaved } from './not-saved.tsx';

/** Why the last tap is not on the disk, if it is not. */
export function NotSavedBanner(props: { why: StorageFailure['why'] | null }): JSX.Element | null {
  const { why } = props;
  if (why === null) return null;
  return (
    <Banner tone="danger" icon={circleAlert} role="alert">
      <NotSaved why={why} />
    </Banner>
  );
}
