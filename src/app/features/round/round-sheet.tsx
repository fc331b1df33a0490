import printer from 'lucide-static/icons/printer.svg?raw';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import type { RunningRound } from '../../../domain/shift.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { endRound } from './record-round.ts';
import { useRound } from './round-duty.ts';
import { SHEET_PATH } from './round-paths.ts';
import { RoundStart } from './round-start.tsx';
import { t } from './round-strings.ts';

/** Another unit, thermometer or site, or the end of the round. */
export function RoundSheet(props: { round: RunningRound; onClose: () => void }): JSX.Element {
  const { round, onClose } = props;
  const duty = useRound();
  const { route } = useLocation();
  return (
    <Dialog open title={<Text of={t.both('sheet.title')} />} onClose={onClose}>
      <RoundStart current={round} onDone={onClose} />
      <Button
        wide
        icon={printer}
        onClick={() => {
          onClose();
          route(SHEET_PATH);
        }}
      >
        <Text of={t.both('sheet.print')} />
      </Button>
      <p>
        <Text of={t.both('sheet.endAsk')} />
      </p>
      <Button kind="danger" wide onClick={() => void endRound(duty, round)}>
        <Text of={t.both('sheet.end')} />
      </Button>
    </Dialog>
  );
}
