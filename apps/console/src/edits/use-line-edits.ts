import type { Job } from '@polyspool/contracts/job-status';
import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../session/session.js';
import { editedTranscript, withLine, type LineEdits } from './line-edits.js';

const none: LineEdits = new Map();

/** Lines that somebody puts right, collected until they are made again in one job. */
export function useLineEdits(job: Job, transcript: Transcript) {
  const { api } = useSession();
  const navigate = useNavigate();
  const [edits, setEdits] = useState(none);
  const again = useMutation({
    mutationFn: () => api.learning.edit(job.id, [...edits.values()]),
    onSuccess: (made) => navigate(`/jobs/${made.id}`),
  });
  const edit = useCallback(
    (segment: Segment, text: string, translation: string) =>
      setEdits((before) => withLine(before, originalOf(transcript, segment), text, translation)),
    [transcript],
  );
  return {
    edits,
    edited: useMemo(() => editedTranscript(transcript, edits), [transcript, edits]),
    edit,
    discard: () => setEdits(none),
    again,
  };
}

/** What is corrected twice is compared with what the engines have made. */
const originalOf = (transcript: Transcript, { startSeconds, ...rest }: Segment): Segment =>
  transcript.segments.find((segment) => segment.startSeconds === startSeconds) ?? { startSeconds, ...rest };
