import type { BuiltinFunction } from '../../engine/builtin';
import { Time } from '../../engine/values';

/** `now()`: the time of the query, or what `option now` says. */
export const now: BuiltinFunction = {
    package: 'universe',
    name: 'now',
    signature: '() => time',
    summary: 'The time of the query; an "option now" of the script replaces it.',
    run: (_, site) => new Time(site.runtime.now()),
};
