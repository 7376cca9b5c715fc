import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { databaseError } from './database-errors.js';

/** Where a statement runs: on its own, or inside a transaction. */
export interface Statements {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** How many rows the statement changed. */
  execute(sql: string, values?: readonly unknown[]): Promise<number>;
}

/** Postgres, for the records of this lib. */
export class Database implements Statements, OnApplicationShutdown {
  constructor(
    readonly url: string,
    readonly source: DataSource,
  ) {}

  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.#with((runner) => statementsOf(runner).query<Row>(sql, values));
  }

  execute(sql: string, values?: readonly unknown[]): Promise<number> {
    return this.#with((runner) => statementsOf(runner).execute(sql, values));
  }

  transaction<Result>(work: (tx: Statements) => Promise<Result>): Promise<Result> {
    return this.#with(async (runner) => {
      await runner.startTransaction();
      try {
        const result = await work(statementsOf(runner));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        // A cut connection cannot roll back; the server does it. The first error is the one to tell.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });
  }

  /** For whole rows. Throws `service.unavailable` as the statements do. */
  async entities<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.source.manager);
    } catch (error) {
      throw databaseError(error);
    }
  }

  async check() {
    await this.query('SELECT 1');
  }

  async onApplicationShutdown() {
    if (this.source.isInitialized) await this.source.destroy();
  }

  async #with<Result>(work: (runner: QueryRunner) => Promise<Result>) {
    const runner = this.source.createQueryRunner();
    try {
      return await work(runner);
    } catch (error) {
      throw databaseError(error);
    } finally {
      await runner.release();
    }
  }
}

function statementsOf(runner: QueryRunner): Statements {
  const run = (sql: string, values: readonly unknown[] = []) => runner.query(sql, [...values], true);
  return {
    query: async <Row>(sql: string, values?: readonly unknown[]) => (await run(sql, values)).records as Row[],
    execute: async (sql, values) => (await run(sql, values)).affected ?? 0,
  };
}
