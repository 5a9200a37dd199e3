import { ApiError } from './api-error';

/** Throws a 400 for a script that is not Flux: it can be stored here, but not analyzed and not run. */
export function demandFlux(language: string): void {
    if (language === 'flux') return;
    throw new ApiError(
        'invalid',
        `only scripts in flux can be run here; the language of this one is ${language}`,
    );
}
