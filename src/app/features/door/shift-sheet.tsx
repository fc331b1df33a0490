import type { JSX } from 'preact';
import type { RunningShift } from '../../../domain/shift.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { endShift } from './record-shift.ts';
import { ShiftStart } from './shift-start.tsx';

/** Another thermometer, site or door within the shift, or its end. */
export function ShiftSheet(props: { shift: RunningShift; onClose: () => void }): JSX.Element {
  const { shift, onClose } = props;
  const duty = useDuty();
  return (
    <Dialog open title={<Text of={t.both('shift.changeTitle')} />} onClose={onClose}>
      <ShiftStart current={shift} onDone={onClose} />
      <p>
        <Text of={t.both('shift.endAsk')} />
      </p>
      <Button kind="danger" wide onClick={() => void endShift(duty, shift, 'ended')}>
        <Text of={t.both('shift.end')} />
      </Button>
    </Dialog>
  );
}
