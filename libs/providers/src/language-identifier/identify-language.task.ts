import { eld } from 'eld/medium';
import type { Task } from '@polyspool/processes/run-task';
import { hindiOrMarathi } from './hindi-or-marathi.js';

interface Question {
  readonly texts: readonly string[];
  readonly languages: readonly string[];
}

/** Closer than this nothing decides between two. */
const leastLead = 0.01;
/** At this lead over the next language two thirds of the doubt are gone. */
const usualLead = 0.05;

/** Loads the model, answers and ends: its tables are no part of a worker's memory. */
export const run: Task<Question> = ({ texts, languages }) => {
  eld.setLanguageSubset([...languages]);
  return texts.map(read);
};

function read(text: string) {
  const result = eld.detect(text);
  if (result.language === '') return null;
  const [[first, score = 0] = [''], [second, behind = 0] = ['']] = Object.entries(result.getScores());
  const lead = score > 0 ? (score - behind) / score : 0;
  const isEitherOf = [first, second].sort().join() === 'hi,mr';
  const told = isEitherOf ? hindiOrMarathi(text) : undefined;
  if (told) return { language: told, isReliable: true, confidence: confidenceAt(usualLead) };
  const isReliable = result.isReliable() && lead >= leastLead;
  return { language: result.language, isReliable, confidence: isReliable ? confidenceAt(lead) : 0.5 };
}

const confidenceAt = (lead: number) => Math.round((1 - 0.5 * Math.exp(-lead / usualLead)) * 1000) / 1000;
