/** An error as InfluxDB answers it: a status, and a body of code and message. */
export type ErrorCode =
    | 'conflict'
    | 'forbidden'
    | 'internal error'
    | 'invalid'
    | 'method not allowed'
    | 'not found'
    | 'request too large'
    | 'unauthorized'
    | 'unprocessable entity'
    | 'unsupported media type';

const statuses: Readonly<Record<ErrorCode, number>> = {
    conflict: 422,
    forbidden: 403,
    'internal error': 500,
    invalid: 400,
    'method not allowed': 405,
    'not found': 404,
    'request too large': 413,
    unauthorized: 401,
    'unprocessable entity': 422,
    'unsupported media type': 415,
};

/** Thrown by handlers; the server turns it into the answer. The message is for the person who sent the request. */
export class ApiError extends Error {
    readonly status: number;

    /** `options.status` replaces the code's usual status. */
    constructor(
        readonly code: ErrorCode,
        message: string,
        readonly options: {
            readonly status?: number;
            readonly headers?: Readonly<Record<string, string>>;
            /** Replaces the body's `{code, message}`. */
            readonly body?: unknown;
        } = {},
    ) {
        super(message);
        this.name = 'ApiError';
        this.status = options.status ?? statuses[code];
    }
}
