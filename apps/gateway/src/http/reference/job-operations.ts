/** What routes of jobs do: a sentence for lists, and after it what else there is to know. */
export const jobOperations: Readonly<Record<string, string>> = {
  'POST /v1/jobs':
    'Start a job. Of any kind of the catalogue that the caller may ask for. Answered by 202 as soon as it cannot be lost any more, whether or not a worker is there; with `Prefer: wait` by 200 once it has ended.',
  'GET /v1/jobs':
    'List jobs. One’s own that are no parts of others, newest first; those of a project, or the parts of a job. `q` looks into kinds, messages and names of uploads.',
  'GET /v1/jobs/{id}':
    'How a job is. To be asked again after `Retry-After`, with the `ETag` of the last answer: 304 costs next to nothing. With `Prefer: wait` it answers when there is news.',
  'GET /v1/jobs/{id}/tree': 'A job with its parts and all their files. Of one moment in time.',
  'GET /v1/jobs/{id}/artifacts': 'Files that a job has published. With `tree=true` those of its parts too.',
  'GET /v1/jobs/{id}/attempts':
    'Every try at a job. Of all its runs, first to last, with the errors that ended them; administrators see their insides.',
  'GET /v1/jobs/{id}/logs': 'What a job has said. The lines of its log, first to last.',
  'GET /v1/jobs/{id}/events':
    'Follow a job. Server-Sent Events: a snapshot first, then every change by its number; `Last-Event-ID` has those repeated that were missed. /asyncapi.json describes them.',
  'GET /v1/jobs/{id}/result':
    'What a job has made. Its whole output, with what is sensitive opened for its owner. 409 while there is none, 410 when its time is over.',
  'POST /v1/jobs/{id}/cancel': 'Cancel a job. With its parts. What waits ends at once, what runs as soon as it can.',
  'POST /v1/jobs/{id}/retry':
    'Try a job again. The next run of one that has ended; the next attempt, at once, of one that waits for it.',
  'POST /v1/jobs/{id}/resume':
    'Resume a job. The next run of one that failed, was cancelled or expired: what it has finished is not done again.',
  'POST /v1/jobs/retry': 'Try many jobs again. Those that a filter finds; `dryRun` only counts them.',
  'POST /v1/jobs/{id}/edits':
    'Put lines of a transcript right. A new job over the same recording makes only that again which depends on them.',
  'POST /v1/jobs/{id}/deck': 'Make cards of the words of a job. A new job that makes a deck for Anki, or a table.',
  'GET /v1/jobs/{id}/vocabulary':
    'Words of a job. With how well the caller knows each of them, and how much of the text that is.',
  'GET /v1/catalogue': 'Kinds of jobs. With the schemas of their inputs and outputs, their queues, limits and steps.',
  'POST /v1/videos/{uploadId}/process':
    'Process a video. Transcribe, translate, find its vocabulary and write subtitles; the job appears with its first parts.',
  'POST /v1/documents/{uploadId}/translate': 'Translate a PDF. Its layout is kept.',
  'POST /v1/generations': 'Make a film of a script. Scene by scene: pictures, speech, subtitles.',
  'POST /v1/generations/estimate': 'What a film would cost. And how long it would take, without making it.',
  'POST /v1/batches': 'Work on many records. One job with a part for each, and a result for each.',
  'POST /v1/records/{id}/process-audio':
    'Process the recording of a record. Measures, transcript, picture of its sound.',
  'POST /v1/records/{id}/analyze-content': 'Find out what is said in a record. Its language and its subjects.',
  'POST /v1/reports':
    'Make a report. On a person, on the corpus; for operators on a day, or on the health of the platform.',
  'GET /v1/reports': 'List reports. With their files, newest first.',
  'GET /v1/artifacts/{id}/content': 'Bytes of a file. Whole or by one range; by key, or by a signed link.',
  'HEAD /v1/artifacts/{id}/content': 'Size and kind of a file. Without its bytes.',
  'POST /v1/artifacts/{id}/link': 'A link to a file. It opens without a key, for six hours.',
  'GET /v1/artifacts/{id}/provenance':
    'How a file was made. By which engine, whether that is signed, and whether the file is unchanged.',
  'GET /v1/provenance-keys': 'Keys of provenance. A JWK Set: whoever has a file can check what is said of it.',
};
