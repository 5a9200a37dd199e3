import { organization } from './organization';
import type { ScriptRecord } from './script-record';

/**
 * The documentation's `getLastPoint`, which a new sandbox starts with. Its id is the documentation's own, the same in
 * every sandbox, so that a link to it survives. Source: "Invoke custom scripts", InfluxDB Cloud documentation.
 */
export function firstScript(): ScriptRecord {
    const createdAt = new Date().toISOString();
    return {
        id: '084d693d93048000',
        orgID: organization.id,
        name: 'getLastPoint',
        description: 'getLastPoint finds the last point in a bucket',
        script: 'from(bucket: params.mybucket)\n    |> range(start: -7d)\n    |> limit(n:1)',
        language: 'flux',
        createdAt,
        updatedAt: createdAt,
    };
}
