import fileX from 'lucide-static/icons/file-x.svg?raw';
import type { JSX } from 'preact';
import { FileRefusedDetails } from '../../../protocol/office-roster.ts';
import { Banner } from '../../ui/banner.tsx';
import type { OfficeProblem } from './call.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { codeSentences } from './roster-text.ts';

/** Why a file was refused and what to do; any other problem of the upload as it always looks. */
export function RefusedFile(props: {
  problem: OfficeProblem | null;
  fileName: string;
}): JSX.Element | null {
  const { problem, fileName } = props;
  const details = FileRefusedDetails.safeParse(problem?.details);
  if (problem?.code !== 'file-refused' || !details.success) return <ProblemNote of={problem} />;
  const { reason, advice } = codeSentences(details.data.code);
  return (
    <Banner tone="danger" role="alert" icon={fileX}>
      <p>
        <strong>{t('file.refused', { name: fileName })}</strong>
      </p>
      <p>{reason}</p>
      <p>{advice}</p>
      <p>{t('file.nothingStored', { code: details.data.code })}</p>
    </Banner>
  );
}
