import { api } from './api.ts';
import type { Board } from './board.ts';
import { cost } from './cost.ts';
import { engine } from './engine.ts';
import { live } from './live.ts';
import { overview } from './overview.ts';
import { queue } from './queue.ts';
import { slo } from './slo.ts';
import { worker } from './worker.ts';

export const boards: readonly Board[] = [overview, queue, worker, engine, api, live, slo, cost];
