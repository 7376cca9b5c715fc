/** What a job does, in everyday words; its type where there are none. */
export const jobTypeLabel = (type: string) => labels[type] ?? type;

const labels: Record<string, string> = {
  'video.process': 'Subtitles',
  'video.processChunk': 'Subtitles of a part',
  'system.healthCheck': 'Health check',
  'system.debug': 'Trial job',
};
