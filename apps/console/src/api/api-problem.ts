import { Problem } from '@polyspool/contracts/job-status';

/** What the server said when it said no; or, with status 0, that it said nothing. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
  }

  static unreachable(cause?: unknown) {
    return new ApiProblem(
      {
        type: 'about:blank',
        title: 'The server does not answer',
        status: 0,
        detail: 'Please check your connection and try again.',
        code: 'console.unreachable',
      },
      { cause },
    );
  }

  static fromBody(status: number, body: unknown) {
    const parsed = Problem.safeParse(body);
    return parsed.success ? new ApiProblem(parsed.data) : ApiProblem.unexpected(status, parsed.error);
  }

  static unexpected(status: number, cause?: unknown) {
    return new ApiProblem(
      {
        type: 'about:blank',
        title: 'The server gave an answer we do not understand',
        status,
        detail: 'Please reload the page. If that does not help, the server may be newer than this page.',
        code: 'console.unexpectedAnswer',
      },
      { cause },
    );
  }

  static from(error: unknown) {
    return error instanceof ApiProblem ? error : ApiProblem.unexpected(0, error);
  }
}
