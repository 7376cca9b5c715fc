/** What a job does, in everyday words; its type where there are none. */
export const jobTypeLabel = (type: string) => labels[type] ?? type;

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
  'system.healthCheck': 'Health check',
  'system.debug': 'Trial job',
};
