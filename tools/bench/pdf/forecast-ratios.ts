import pg from 'pg';

/** Seconds that translated documents took to those of their first forecast, oldest first. */
export async function forecastRatios(databaseUrl: string): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ ratios: number[] }>(
      `SELECT ratios FROM eta_errors WHERE type = 'pdf.translate'`,
    );
    return rows[0]?.ratios ?? [];
  } finally {
    await client.end();
  }
}
