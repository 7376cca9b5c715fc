import { LimitOptions, RequestLimits } from './request-limits.js';
import { AccountsController } from './accounts.controller.js';
import { AdminKeysController } from './admin-keys.controller.js';
import { KeyDesk } from './key-desk.js';
import { limitOptionsOf } from './limit-env.js';
import { MeController } from './me.controller.js';
import { MyKeysController } from './my-keys.controller.js';
import { ScrapeKey } from './scrape-key.js';

export const accessControllers = [AccountsController, AdminKeysController, MeController, MyKeysController];

export const accessProviders = (
  env: Parameters<typeof limitOptionsOf>[0] & { readonly METRICS_KEY?: string | undefined },
) => [
  KeyDesk,
  RequestLimits,
  { provide: ScrapeKey, useValue: new ScrapeKey(env.METRICS_KEY) },
  { provide: LimitOptions, useValue: limitOptionsOf(env) satisfies LimitOptions },
];
