import { generationJobs } from '@polyspool/contracts/generation';
import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** What a job does, in everyday words; its type where there are none. */
export const jobTypeLabel = (type: string) => labels[type] ?? type;

/** Of a film, as soon as it has one. */
export function jobTitle({ type, input, output }: Job): string | undefined {
  if (type !== generationJobs.fullVideo.name) return undefined;
  const found = [output, input, input['film']].map((fields) => Titled.safeParse(fields).data?.title);
  return found.find((title) => title !== undefined);
}

const Titled = z.object({ title: z.string() });

const labels: Record<string, string> = {
  'video.process': 'Subtitles',
  'video.processChunk': 'Subtitles of a part',
  'video.translateSegments': 'Translation of texts',
  'video.processContent': 'Expressions reel',
  'vocabulary.extract': 'Vocabulary of a text',
  'vocabulary.exportDeck': 'Deck of cards',
  'pdf.translate': 'Translated document',
  'pdf.extract': 'Text of a document',
  'pdf.translateBlocks': 'Translation of a document’s texts',
  'pdf.customizeTone': 'Tone of a document',
  'pdf.reconstruct': 'Pages of a document',
  'slides.generate': 'Slide',
  'script.parse': 'Scenes of a script',
  'generation.fullVideo': 'Film',
  'generation.image': 'Picture',
  'generation.audio': 'Narration',
  'generation.animate': 'Moving picture',
  'generation.compose': 'Film of scenes',
  'corpus.processAudio': 'Recording',
  'corpus.analyzeContent': 'What is said in a recording',
  'corpus.detectLanguages': 'Languages of texts',
  'corpus.batchProcess': 'Batch of recordings',
  'storage.upload': 'Copy in the archive',
  'reports.corpusStatistics': 'Statistics of recordings',
  'notifications.send': 'Notification',
  'notifications.sendBulk': 'Notification to many',
  'notifications.processingComplete': 'Notification of a job',
  'notifications.systemAlert': 'Alert to administrators',
  'maintenance.cleanupOldFiles': 'Removal of old files',
  'maintenance.cleanupFailedUploads': 'Removal of broken-off uploads',
  'maintenance.expireResults': 'Removal of expired results',
  'maintenance.optimizeDatabase': 'Care of the database',
  'maintenance.backupDatabase': 'Backup',
  'maintenance.restoreTest': 'Restore test',
  'gdpr.export': 'Copy of personal data',
  'gdpr.erase': 'Erasure of a person',
  'system.healthCheck': 'Health check',
  'system.debug': 'Trial job',
};
