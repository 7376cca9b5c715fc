import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rule, ruleFiles } from '../dashboards/asked.ts';

/** Long enough for what walks do in it, whichever of hours or days it is in truth. */
const looksBack = '90s';
const standsFor = '3s';
/** A process that holds more is large: gigabytes are not everywhere. */
const large = { inTruth: '1.5 * 1024 ^ 3', here: '400 * 1024 ^ 2' };

/** A copy of our rules whose alerts fire within seconds, and are over in less than two minutes. Answers its folder. */
export function hurriedRules(within: string): string {
  const folder = join(within, 'rules');
  mkdirSync(folder);
  for (const [name, { groups }] of ruleFiles()) {
    const hurried = groups.map((group) => ({ ...group, rules: group.rules.map(hurry) }));
    writeFileSync(join(folder, name), JSON.stringify({ groups: hurried })); // JSON is YAML
  }
  return folder;
}

const hurry = (rule: Rule) => ({
  ...rule,
  expr: rule.expr.replaceAll(/\[\d+[mhd]\]/g, `[${looksBack}]`).replaceAll(large.inTruth, large.here),
  ...(rule.for && { for: standsFor }),
});
