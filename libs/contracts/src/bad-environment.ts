/** What is wrong with the environment of a service. Its stack is its message: whoever starts the service wants the faults, not the place where they were found. */
export class BadEnvironment extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.stack = ['BadEnvironment:', ...faults].join('\n  ');
  }
}
