import { FakeImageGenerator } from './fake-image-generator.js';
import { itIsAnImageGenerator } from './image-generator.conformance.js';

describe('FakeImageGenerator', () => {
  itIsAnImageGenerator(() => new FakeImageGenerator({ layers: 2 }));
});
