import pg from 'pg';

const heartbeatMs = 1_500;
/** Postgres ends a session of a process that is frozen, and the locks with it. */
const idleLimitMs = 5_000;

/** The one connection on which a process holds the locks of all that it leads, or would lead. */
export class LeaderSession {
  static readonly #open = new Map<string, LeaderSession>();
  readonly #client: pg.Client;
  readonly #lost = new AbortController();
  /** Aborted when the connection, and every lock with it, is gone. */
  readonly lost: AbortSignal = this.#lost.signal;
  readonly #connected: Promise<void>;
  /** To Postgres a session that has a lock may take it once more. */
  readonly #held = new Set<string>();
  /** A connection does one thing after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #users = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  private constructor(private readonly url: string) {
    this.#client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'polyspool leading',
      // Where nothing comes back, not even the end of the connection, the locks are somebody else's by then.
      connectionTimeoutMillis: idleLimitMs,
      query_timeout: idleLimitMs,
    });
    this.#client.on('error', (error) => this.#lose(error));
    this.#client.on('end', () => this.#lose(new Error('The connection has ended')));
    this.#connected = this.#connect();
  }

  /** Joins the one that is open, or opens one. To be left by `leave`, whatever has become of it. */
  static async join(url: string): Promise<LeaderSession> {
    const session = LeaderSession.#open.get(url) ?? new LeaderSession(url);
    LeaderSession.#open.set(url, session);
    session.#users += 1;
    try {
      await session.#connected;
      return session;
    } catch (error) {
      await session.leave();
      throw error;
    }
  }

  async leave(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#lose(new Error('Nobody leads here any more'));
    await this.#client.end().catch(() => undefined);
  }

  /** Another process, or somebody else in this one, may have it. */
  async tryLock(name: string): Promise<boolean> {
    if (this.#held.has(name)) return false;
    this.#held.add(name);
    let isMine = false;
    try {
      isMine = await this.#ask('SELECT pg_try_advisory_lock(hashtext($1)) AS answer', name);
      return isMine;
    } catch (error) {
      // Postgres may have granted it all the same: only the end of the session surely gives it back.
      this.#lose(error);
      throw error;
    } finally {
      if (!isMine) this.#held.delete(name);
    }
  }

  async unlock(name: string): Promise<void> {
    try {
      if (!this.lost.aborted) await this.#ask('SELECT pg_advisory_unlock(hashtext($1)) AS answer', name);
    } catch (error) {
      this.#lose(error);
    } finally {
      this.#held.delete(name);
    }
  }

  async #connect() {
    try {
      await this.#client.connect();
      await this.#client.query(`SET idle_session_timeout = ${idleLimitMs}`);
      const beat = () => void this.#ask('SELECT true AS answer').catch((error: unknown) => this.#lose(error));
      this.#heartbeat = setInterval(beat, heartbeatMs);
    } catch (error) {
      this.#lose(error);
      throw error;
    }
  }

  #ask(question: string, ...values: string[]): Promise<boolean> {
    const answer = this.#last.then(async () => {
      const { rows } = await this.#client.query<{ answer: boolean }>(question, values);
      return rows[0]!.answer;
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #lose(error: unknown) {
    clearInterval(this.#heartbeat);
    if (LeaderSession.#open.get(this.url) === this) LeaderSession.#open.delete(this.url);
    this.#lost.abort(error);
  }
}
