/** What services of the version before could not live with, while they still run beside those of the next one. */
const breaking = [
  /\bDROP\s+(TABLE|COLUMN|VIEW|FUNCTION|TYPE|SCHEMA)\b/i,
  /\bRENAME\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bDROP\s+DEFAULT\b/i,
  /\bTRUNCATE\b/i,
  // One without a default is not given by those who do not know it.
  /\bADD\s+(COLUMN\s+)?(IF\s+NOT\s+EXISTS\s+)?\w+\s+(?!CONSTRAINT)[^,;]*\bNOT\s+NULL\b(?![^,;]*\b(DEFAULT|GENERATED)\b)(?<!\b(DEFAULT|GENERATED)\b[^,;]*)/i,
];

/** Of statements those that break what runs already. */
export function breakingStatements(statements: readonly string[]): string[] {
  return statements
    .flatMap((statement) => statement.split(';'))
    .map((statement) => statement.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => !/^CREATE TABLE\b/i.test(statement) && breaking.some((form) => form.test(statement)));
}
