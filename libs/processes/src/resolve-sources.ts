import { registerHooks } from 'node:module';

// Loaded before a task that runs from the sources, where `./name.js` is still `./name.ts`.
registerHooks({
  resolve(specifier, context, next) {
    const isRelative = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts');
    return next(isRelative ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
