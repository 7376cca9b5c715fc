/** How seed 000 tells of a task. */
export interface TaskStatus {
  readonly task_id: string;
  readonly state: string;
  readonly progress: number;
  readonly message: string;
  readonly result: ChunkResult | null;
  readonly error: string | null;
}

interface ChunkResult {
  readonly video_id: string;
  readonly vocabulary_count: number;
  readonly segments_count: number;
  readonly subtitles_path: string;
}

const endStates = ['success', 'failure', 'revoked'];
export const hasEnded = ({ state }: TaskStatus) => endStates.includes(state);
