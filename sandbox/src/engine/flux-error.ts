/** The codes that an InfluxDB server answers with, as far as a run of a script can end with them. */
export type FluxErrorCode = 'invalid' | 'not found' | 'internal error' | 'unprocessable entity';

/** A failure that belongs to the script, its params or its data, told in the words of an InfluxDB server. */
export class FluxError extends Error {
    constructor(
        message: string,
        readonly code: FluxErrorCode = 'invalid',
    ) {
        super(message);
        this.name = 'FluxError';
    }

    /** The same failure, saying where it came from: `outer: message`. */
    within(outer: string): FluxError {
        return new FluxError(`${outer}: ${this.message}`, this.code);
    }
}

/** A run went over a limit of the sandbox. Not wrapped by the functions it passes on its way out. */
export class LimitReached extends FluxError {
    constructor(message: string) {
        super(message, 'unprocessable entity');
        this.name = 'LimitReached';
    }

    override within(): FluxError {
        return this;
    }
}

/** The run was cancelled from outside. */
export class RunCancelled extends Error {
    constructor() {
        super('the run was cancelled');
        this.name = 'RunCancelled';
    }
}
