import { useState } from 'preact/hooks';
import { RosterPreview, type ApplyReply } from '../../../protocol/office-roster.ts';
import { useDoing, type Doing } from './loaded.ts';
import { useOffice } from './office-context.ts';

/** One import on its way: file → preview → applied. */
export interface RosterImport {
  upload: Doing;
  apply: Doing;
  fileName: string;
  /** 0 to 1 while the file is on its way; `null` when none is. */
  share: number | null;
  preview: RosterPreview | null;
  /** The preview was made anew because people or places had changed. */
  isOutdated: boolean;
  applied: ApplyReply['applied'] | null;
  open: (file: File) => Promise<void>;
  show: (preview: RosterPreview | null) => void;
  applyPreview: (handleLeft: 'keep' | 'mark-left') => Promise<void>;
}

export function useRosterImport(): RosterImport {
  const { api, places } = useOffice();
  const upload = useDoing();
  const apply = useDoing();
  const [share, setShare] = useState<number | null>(null);
  const [fileName, setFileName] = useState('');
  const [preview, setPreview] = useState<RosterPreview | null>(null);
  const [isOutdated, setOutdated] = useState(false);
  const [applied, setApplied] = useState<ApplyReply['applied'] | null>(null);

  function show(next: RosterPreview | null) {
    setPreview(next);
    setOutdated(false);
    apply.clear();
  }

  async function open(file: File) {
    show(null);
    setApplied(null);
    setFileName(file.name);
    setShare(0);
    const read = await upload.run(() => api.previewRoster(file, setShare));
    setShare(null);
    show(read);
  }

  async function applyPreview(handleLeft: 'keep' | 'mark-left') {
    if (preview === null) return;
    const reply = await apply.run(async () => {
      const answer = await api.applyRoster(preview.id, {
        revision: preview.revision,
        handleLeft,
      });
      if (!answer.ok && answer.problem.code === 'preview-outdated') {
        const fresh = RosterPreview.safeParse(answer.problem.details);
        if (fresh.success) setPreview(fresh.data);
        setOutdated(fresh.success);
      }
      return answer;
    });
    if (reply === null) return;
    show(null);
    setApplied(reply.applied);
    void places.reload();
  }

  return { upload, apply, fileName, share, preview, isOutdated, applied, open, show, applyPreview };
}
