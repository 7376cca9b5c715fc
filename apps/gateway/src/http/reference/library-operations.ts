/** What routes of uploads do, of what people keep, and of people themselves. */
export const libraryOperations: Readonly<Record<string, string>> = {
  'POST /v1/uploads':
    'Send a file. A video, a recording, a PDF or a script, in the field `file`; it is looked into before it is taken. The same content is one upload: then the answer is 200 and the one that is there.',
  'GET /v1/uploads': 'List uploads. One’s own, newest first.',
  'GET /v1/uploads/{id}': 'An upload. With what a look into it has found.',
  'DELETE /v1/uploads/{id}': 'Delete an upload. With all that jobs have kept of it, but not what they have published.',
  'GET /v1/uploads/{id}/content': 'Bytes of an upload. Whole or by one range; by key, or by a signed link.',
  'HEAD /v1/uploads/{id}/content': 'Size and kind of an upload. Without its bytes.',
  'POST /v1/uploads/{id}/link': 'A link to an upload. It opens without a key, for six hours.',
  'OPTIONS /v1/uploads/resumable': 'What can be done here. Version and extensions of tus, and how large a file may be.',
  'POST /v1/uploads/resumable':
    'Begin a resumable upload. By tus 1.0; with a body, the first bytes come too. `Location` is where the others go.',
  'HEAD /v1/uploads/resumable/{id}': 'How much of a file has come. And in `Upload-Id` the upload that it has become.',
  'PATCH /v1/uploads/resumable/{id}':
    'Send the next bytes. The last ones answer in `Upload-Id` which upload they have made; a file that is refused is gone.',
  'DELETE /v1/uploads/resumable/{id}':
    'Give a resumable upload up. Its pieces are forgotten; an upload that they have become stays.',

  'GET /v1/projects': 'List projects. Those of which the caller is a member.',
  'POST /v1/projects': 'Begin a project. Its settings hold for films in it where a request says nothing.',
  'GET /v1/projects/{id}': 'A project. For its members.',
  'PATCH /v1/projects/{id}': 'Change a project. Its name or its settings; for editors and owners.',
  'DELETE /v1/projects/{id}': 'Delete a project. Its jobs and uploads stay with those whose they are.',
  'GET /v1/projects/{id}/members': 'Members of a project. With what each of them may do.',
  'PUT /v1/projects/{id}/members/{userId}': 'Make somebody a member. Or change what they may do.',
  'DELETE /v1/projects/{id}/members/{userId}': 'Let a member go. Or leave a project oneself.',
  'GET /v1/projects/{id}/assets': 'Shared uploads of a project. All its members may use them.',
  'PUT /v1/projects/{id}/assets/{uploadId}': 'Share an upload with a project. Its members see it from then on.',
  'DELETE /v1/projects/{id}/assets/{uploadId}': 'Share an upload no more. It stays with its owner.',

  'GET /v1/records':
    'Search records. By words in any script, also of what is said in them, and by what is known of them.',
  'POST /v1/records':
    'Add a record. Of a recording of the corpus: who speaks, where, in which language, with which consent.',
  'GET /v1/records/{id}': 'A record. With the transcript of its recording.',
  'PATCH /v1/records/{id}': 'Change a record. Fields that are not named stay.',
  'DELETE /v1/records/{id}': 'Delete a record. Its upload stays.',

  'GET /v1/archive': 'Whether there is an archive. Without one nothing can be copied there.',

  'GET /v1/vocabulary': 'Words that one knows. And those that one learns.',
  'POST /v1/vocabulary': 'Say of many words how one knows them. Up to 1,000 at once.',
  'DELETE /v1/vocabulary': 'Forget all words of a language. As if one had never met them.',
  'PUT /v1/vocabulary/{language}/{lemma}': 'Say how one knows a word. New, learning, known or ignored.',
  'DELETE /v1/vocabulary/{language}/{lemma}': 'Forget a word. It is new again.',

  'GET /v1/glossaries': 'List glossaries. One’s own, without their terms.',
  'POST /v1/glossaries': 'Add a glossary. Jobs name it by `glossaryId`.',
  'GET /v1/glossaries/{id}': 'A glossary. With its terms.',
  'PATCH /v1/glossaries/{id}': 'Change a glossary. Jobs that have begun keep the terms that they were given.',
  'DELETE /v1/glossaries/{id}': 'Delete a glossary. Jobs that have begun keep the terms that they were given.',
  'GET /v1/translation-memory':
    'List translations that were put right. New jobs over the same languages are given them.',
  'DELETE /v1/translation-memory': 'Forget translations. All, or those between two languages.',
  'DELETE /v1/translation-memory/{id}': 'Forget a translation. New jobs are not given it any more.',

  'GET /v1/webhooks': 'List webhooks. Addresses that are told of the ends of one’s jobs.',
  'POST /v1/webhooks': 'Add a webhook. The secret that signs what it is sent is shown here only.',
  'GET /v1/webhooks/{id}': 'A webhook. Without its secret.',
  'PATCH /v1/webhooks/{id}': 'Change a webhook. Its address, what it is told of, whether it is on.',
  'DELETE /v1/webhooks/{id}': 'Delete a webhook. It is told of nothing any more.',
  'POST /v1/webhooks/{id}/rotate': 'Change the secret of a webhook. The old one signs beside it for a day.',
  'POST /v1/webhooks/{id}/test':
    'Send a webhook a test. An event that says that it is one, and is tried once, whatever becomes of it.',
  'GET /v1/webhooks/{id}/deliveries': 'What a webhook was sent. And what it answered.',
  'POST /v1/webhooks/{id}/deliveries/{deliveryId}/resend': 'Send a delivery again. With the same content.',

  'GET /v1/me': 'Who the key belongs to. And what they may do.',
  'POST /v1/me/export': 'Take away all that is kept of oneself. A job that makes a ZIP.',
  'POST /v1/me/erase': 'Have oneself erased. With all that is kept, once one’s name confirms it.',
  'GET /v1/erasures/{id}':
    'How far an erasure is. Without a key, as there is none any more; in the end with the certificate.',
  'GET /v1/me/api-keys': 'List one’s API keys. Without the keys themselves.',
  'POST /v1/me/api-keys': 'Make an API key. It is shown here and not again; it opens no more than the one that asks.',
  'GET /v1/me/api-keys/{id}': 'An API key. What it opens, until when, when it was last used.',
  'PATCH /v1/me/api-keys/{id}': 'Rename an API key. What it opens stays as it is.',
  'DELETE /v1/me/api-keys/{id}': 'Revoke an API key. It opens nothing any more.',
  'POST /v1/me/api-keys/{id}/rotate':
    'Replace an API key. For a while both are good, so that programs can be told one after another.',

  'GET /v1/notifications': 'List notifications. One’s own, newest first.',
  'PATCH /v1/notifications': 'Mark notifications as read. Some of them, or all.',
  'POST /v1/notifications': 'Send messages. By mail, in the console, by SMS or webhook; for operators.',
  'GET /v1/me/notification-preferences': 'What one wants to hear of. And how.',
  'PUT /v1/me/notification-preferences': 'Say what one wants to hear of. And how.',
  'POST /v1/me/notification-preferences/confirm-email': 'Have an address confirmed. A mail with a link goes there.',
  'GET /v1/confirm-email':
    'Page of the link in that mail. It confirms nothing by itself, as programs look at links too.',
  'POST /v1/confirm-email': 'Confirm an address. By the token of the link.',
  'GET /v1/unsubscribe': 'Page of the link in every mail. It changes nothing by itself, as programs look at links too.',
  'POST /v1/unsubscribe':
    'Have no more mails. By the token of the link; also in one click, by the mail program (RFC 8058).',
};
