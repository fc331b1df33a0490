import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { JSX } from 'preact';
import { NotSaved } from '../../duty/not-saved.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useDuty } from './report-duty.ts';

/** Why the last tap, or the last report, is not on the disk. */
export function NotKept(): JSX.Element | null {
  const duty = useDuty();
  const why = duty.notSaved.value ?? duty.form.problem.value ?? duty.asking.problem.value;
  if (why === null) return null;
  return (
    <Banner tone="danger" icon={circleAlert} role="alert">
      <NotSaved why={why} />
    </Banner>
  );
}
