import preset from '../../jest.preset.mjs';

const [[pattern, [transformer, { jsc, ...rest }]]] = Object.entries(preset.transform);

/** As the preset, with JSX. */
export default {
  ...preset,
  displayName: 'cli',
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  transform: {
    [pattern]: [
      transformer,
      {
        ...rest,
        jsc: {
          ...jsc,
          parser: { ...jsc.parser, tsx: true },
          transform: { ...jsc.transform, react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};
