import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { asyncapi, oas } from '@stoplight/spectral-rulesets';

/** All rules of Spectral for such documents, but these. */
const rules = {
  openapi: {
    extends: [[oas as RulesetDefinition, 'all']],
    // Tags are in the order in which they are read; and a house that people run themselves has no one address to write to.
    rules: { 'openapi-tags-alphabetical': 'off', 'contact-properties': 'off' },
  },
  asyncapi: {
    extends: [[asyncapi as RulesetDefinition, 'all']],
    // Tools read 3.0.
    rules: { 'asyncapi-latest-version': 'off', 'asyncapi-info-contact-properties': 'off' },
  },
} satisfies Record<string, RulesetDefinition>;

/** Which of them a document breaks, as `<rule> <where>: <what>`. */
export async function ruleFaults(kind: keyof typeof rules, document: object): Promise<string[]> {
  const spectral = new Spectral();
  spectral.setRuleset(rules[kind] as RulesetDefinition);
  const found = await spectral.run(document as Record<string, unknown>);
  return found.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}
