import { fakeCheckout } from './fake-checkout.ts';
import { findServices } from './find-services.ts';

describe('findServices', () => {
  const { root, write, remove } = fakeCheckout();
  afterAll(remove);

  it('finds every app with a start script, and knows the workers', () => {
    const found = findServices(root);

    expect(found.map(({ name, isWorker }) => ({ name, isWorker }))).toEqual([
      { name: 'gateway', isWorker: false },
      { name: 'toy-worker', isWorker: true },
    ]);
    expect(found[0]!.nodeArgs).toEqual(['dist/main.js']);
  });

  it('refuses a start script that it would have to run in a shell', () => {
    write('apps/odd/package.json', JSON.stringify({ scripts: { start: 'sh run.sh' } }));

    expect(() => findServices(root)).toThrow('apps/odd: the start script must begin with node');
  });
});
