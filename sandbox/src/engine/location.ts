import { Duration } from './duration';
import { FluxError } from './flux-error';
import type { Value } from './values';
import { RecordValue } from './values';

/** Throws a FluxError unless the location is `{zone: "UTC", offset: 0h}`: the sandbox knows no other time zone. */
export function requireUtc(location: Value): void {
    const zone = location instanceof RecordValue ? location.get('zone') : undefined;
    const offset = location instanceof RecordValue ? location.get('offset') : undefined;
    const shifted = offset instanceof Duration && !offset.isZero;
    if (zone === 'UTC' && !shifted) return;
    throw new FluxError(
        `the sandbox does not run in other locations than UTC yet; leave "location" out${
            typeof zone === 'string' ? ` (it is "${zone}")` : ''
        }`,
    );
}
