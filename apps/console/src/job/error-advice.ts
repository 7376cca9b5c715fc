import { errorCodes, isErrorCode, type ErrorCode } from '@polyspool/contracts/errors';

const askOperator =
  'Something is missing on the server. Please tell the person who runs it; “npm run doctor” says what is missing.';
const uploadAgain = 'Please upload the file again.';
const otherLanguage = 'Start again with other languages.';
const checkFile = 'Check that the file plays on your computer. Saving it as MP4 or WAV often helps.';

const advice: Partial<Record<ErrorCode, string>> = {
  'media.noAudio': 'Choose a file with sound.',
  'media.noDuration': checkFile,
  'media.unreadable': checkFile,
  'media.tooLong': 'Cut the file into shorter ones and upload each.',
  'media.rangeOutside': 'Choose a range inside the file.',
  'file.unreadable': 'Check that the document opens on your computer. Printing it as a new PDF often helps.',
  'file.needsPassword': 'Start again and type the password when you are asked for it.',
  'file.wrongPassword': 'Start again and type the password once more. Capitals count.',
  'document.tooManyPages': 'Choose a range of pages, or split the document.',
  'document.tooComplex': 'Choose fewer pages. Printing the document as a new PDF may make it simpler.',
  'document.dynamicForm': 'Open it in the program that it was made for, and print it as a PDF.',
  'document.pageOutside': 'Start again and choose pages that the document has.',
  'document.nothingToTranslate':
    'Where its pages are pictures, start again with the recognition of scanned pages switched on.',
  'script.empty': 'Write at least one sentence of what is to be seen or said.',
  'script.unreadable': 'Check the script, or start again and leave its format to be found out.',
  'script.tooManyScenes': 'Make several films of it, or put scenes together.',
  'script.tooLong': 'Make several films of it.',
  'film.nothingMade': 'Start again, or with another engine for pictures or narration.',
  'film.overBudget': 'Start again with a higher limit, or with engines of this server, which cost nothing.',
  'project.unknown': 'Choose another project, or none.',
  'engine.unsupportedVoice': 'Start again with another voice, or none.',
  'engine.unsupportedLanguage': otherLanguage,
  'engine.unsupportedPair': otherLanguage,
  'engine.missing': askOperator,
  'engine.refused': askOperator,
  'language.unknown': 'Start again and choose the language that is spoken.',
  'glossary.otherPair': 'Choose a glossary for these languages.',
  'edit.unknownLine': 'Reload the page and correct the line again.',
  'job.noVocabulary': 'Make the subtitles again, with the vocabulary switched on.',
  'quota.words': 'Forget words of a language that you no longer learn.',
  'process.missing': askOperator,
  'job.noHandler': askOperator,
  'storage.missing': uploadAgain,
  'storage.noArchive': 'The person who runs this server has to set one up first. The file stays where it is.',
  'job.softLimit': 'Try a shorter file.',
  'job.hardLimit': 'Try a shorter file.',
  'job.expired': 'The server was busy for too long. Start again when it is calmer.',
};

/** What went wrong in a few words, and what the reader can do about it. */
export function explainError(code: string): { title: string; whatToDo: string } {
  const known = isErrorCode(code) ? code : 'internal';
  const { title, retry } = errorCodes[known];
  const fallback = retry
    ? 'This may pass by itself. Start the job again in a few minutes.'
    : 'Start the job again. If it fails in the same way, show the code to the person who runs this server.';
  return { title, whatToDo: advice[known] ?? fallback };
}
