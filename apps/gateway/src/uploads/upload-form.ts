/** What `receiveFile` reads, for the description of the API. */
export const uploadForm = {
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  properties: { file: { type: 'string', format: 'binary' } },
};
