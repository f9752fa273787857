/** One refused field: `path` is a JSON pointer into the body that was sent. */
export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

/** The body of an `application/problem+json` answer (RFC 9457), already in the user's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: FieldProblem[];
  correlation_id?: string;
}

/** An answer of the API that is no success. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** True when the resource changed since it was read (HTTP 412). */
export function isVersionMismatch(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412;
}

/**
 * The problem in an answer. An answer without problem+json (a proxy's error page, say) becomes a
 * problem whose title is empty, so that the reader's own wording is shown.
 */
export async function readProblem(response: Response): Promise<Problem> {
  const bare: Problem = {
    type: 'about:blank',
    title: '',
    status: response.status,
    code: `http-${response.status}`,
  };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return bare;
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return bare;
  return { ...bare, ...body, status: response.status };
}
