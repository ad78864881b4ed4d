// How a request fails: the server said why, or it could not be reached.

export interface FieldError {
  field: string;
  message: string;
}

/** An RFC 9457 problem. `code` is for programs and stable; `message` is a sentence for people. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];
  readonly retryAfter: number | null;
  /** What has to go back with the code of an authenticator app. */
  readonly challenge: string | null;

  constructor(
    status: number,
    code: string,
    detail: string,
    errors: FieldError[] = [],
    retryAfter: number | null = null,
    challenge: string | null = null,
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.challenge = challenge;
  }

  static async of(response: Response): Promise<Problem> {
    const document = (await response.json().catch(() => ({}))) as {
      code?: string;
      detail?: string;
      title?: string;
      errors?: FieldError[];
      challenge?: string;
    };
    const wait = Number(response.headers.get("Retry-After"));
    return new Problem(
      response.status,
      document.code ?? `http_${response.status}`,
      document.detail ?? document.title ?? response.statusText,
      document.errors ?? [],
      wait > 0 ? wait : null,
      document.challenge ?? null,
    );
  }
}

/** No answer came: the network or the server is away. Trying again later is safe and sensible. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export function isNotFound(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
