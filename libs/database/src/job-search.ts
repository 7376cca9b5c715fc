import { Raw } from 'typeorm';

/** The id that the input of a job `j` has in a field; null where that is none. */
export const idNamed = (field: string) =>
  `substring(j.input ->> '${field}' from '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$')::uuid`;

/** Ids of jobs that have the words in their kind, their message or the name of their upload, or that begin so. */
export const saying = (words: string) =>
  Raw(
    (id) => `EXISTS (
      SELECT FROM jobs j LEFT JOIN uploads u ON u.id = ${idNamed('uploadId')}
      WHERE j.id = ${id} AND (j.id::text LIKE :begins OR j.type ILIKE :part OR j.message ILIKE :part OR u.name ILIKE :part))`,
    { begins: `${escaped(words.toLowerCase())}%`, part: `%${escaped(words)}%` },
  );

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');
