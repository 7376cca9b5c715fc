import { useState } from 'react';
import { useSurroundings } from './client-context.js';
import { TaskBar, TaskCard } from './task-card.js';
import { looks } from './task-looks.js';
import { TaskProgress } from './task-progress.js';
import { useUpload } from './use-upload.js';

export interface VideoUploadProps {
  /** What the task has answered. */
  readonly onComplete?: ((result: unknown) => void) | undefined;
  readonly onError?: ((error: string) => void) | undefined;
}

/** Takes a video, sends it, has it processed, and shows how far that is. One at a time. */
export function VideoUpload(props: VideoUploadProps) {
  const { stage, taskId, error, isUploading, progress, send, complete, fail } = useVideo(props);
  return (
    <div>
      <input
        type="file"
        accept="video/*"
        aria-label="Video"
        disabled={stage === 'busy'}
        onChange={({ target }) => target.files?.[0] && void send(target.files[0])}
      />
      {isUploading && (
        <TaskCard title="Uploading Your Video">
          <TaskBar label="Uploading" percent={progress ?? 0} />
        </TaskCard>
      )}
      {taskId && <TaskProgress taskId={taskId} onComplete={complete} onError={fail} title="Processing Your Video" />}
      <div aria-live="polite">
        {error && <div style={looks.error}>Upload failed: {error}</div>}
        {stage === 'done' && <div>Video ready to watch!</div>}
      </div>
    </div>
  );
}

interface VideoState {
  readonly stage: 'idle' | 'busy' | 'done';
  readonly taskId: string | null;
  /** Of the upload; what becomes of the task is told where it is shown. */
  readonly error: string | null;
}

const empty: VideoState = { stage: 'idle', taskId: null, error: null };

interface Started {
  readonly task_id: string;
}

function useVideo({ onComplete, onError }: VideoUploadProps) {
  const { client } = useSurroundings();
  const { start, isUploading, progress } = useUpload();
  const [state, setState] = useState(empty);

  const send = async (file: File) => {
    setState({ ...empty, stage: 'busy' });
    try {
      const { id } = await start(file);
      const { task_id } = await client.request<Started>('POST', `/api/videos/${id}/process`, sentOnce());
      setState({ ...empty, stage: 'busy', taskId: task_id });
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : String(cause);
      setState({ ...empty, error });
      onError?.(error);
    }
  };
  const complete = (result: unknown) => {
    setState((before) => ({ ...before, stage: 'done' }));
    onComplete?.(result);
  };
  const fail = (error: string) => {
    setState((before) => ({ ...before, stage: 'idle' }));
    onError?.(error);
  };
  return { ...state, isUploading, progress, send, complete, fail };
}

/** An answer that is lost is asked for again, and there is one task all the same. */
const sentOnce = () => ({ repeatable: true, headers: { 'idempotency-key': newKey() } });
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
