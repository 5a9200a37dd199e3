import type { BuiltinFunction } from '../../engine/builtin';
import { Duration } from '../../engine/duration';
import { Time } from '../../engine/values';
import { truncateTime } from '../date/functions';

const day = new Duration(0n, 86_400_000_000_000n);

/** `today()`: midnight of the day of `now()`, in UTC. */
export const today: BuiltinFunction = {
    package: 'universe',
    name: 'today',
    signature: '() => time',
    summary: 'The begin of the day of now().',
    run: (_, site) => new Time(truncateTime(site.runtime.now(), day)),
};
