import { FakeStorage } from './fake-storage.js';
import { conformsToStorage } from './storage.conformance.js';

conformsToStorage(async () => new FakeStorage());
