import type { MigrationInterface, QueryRunner } from 'typeorm';

// The words and languages of people are sorted and compared byte by byte: cursors must not depend on a collation.
const statements = [
  // A word without a row is new.
  `CREATE TABLE learner_words (
    user_id uuid NOT NULL CONSTRAINT learner_words_user_fk REFERENCES users ON DELETE CASCADE,
    language text COLLATE "C" NOT NULL, lemma text COLLATE "C" NOT NULL,
    state text NOT NULL CONSTRAINT learner_words_state CHECK (state IN ('learning', 'known', 'ignored')),
    step smallint CONSTRAINT learner_words_step CHECK ((state = 'learning') = (step IS NOT NULL) AND step BETWEEN 1 AND 4),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT learner_words_pk PRIMARY KEY (user_id, language, lemma))`,
  `CREATE TABLE glossaries (
    id uuid CONSTRAINT glossaries_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT glossaries_user_fk REFERENCES users ON DELETE CASCADE,
    name text NOT NULL, from_language text NOT NULL, to_language text NOT NULL, terms jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX glossaries_of_user ON glossaries (user_id, id)`,
  // Texts may be longer than an index takes: they are told apart by their hash. The id grows with each correction.
  `CREATE TABLE translation_memory (
    id uuid CONSTRAINT translation_memory_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT translation_memory_user_fk REFERENCES users ON DELETE CASCADE,
    from_language text COLLATE "C" NOT NULL, to_language text COLLATE "C" NOT NULL,
    source text NOT NULL, source_hash bytea NOT NULL, target text NOT NULL,
    CONSTRAINT translation_memory_source UNIQUE (user_id, from_language, to_language, source_hash))`,
  `CREATE INDEX translation_memory_of_pair ON translation_memory (user_id, from_language, to_language, id)`,
  `CREATE INDEX translation_memory_of_user ON translation_memory (user_id, id)`,
];

export class Learners1795330800000 implements MigrationInterface {
  readonly name = 'Learners1795330800000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    for (const table of ['translation_memory', 'glossaries', 'learner_words']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
