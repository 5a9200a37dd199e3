import { InfluxDbError, type ScriptsApi } from '../influxdb/scripts-api';

/** The same client, whose errors say which connection they come from, so that a message can offer what fits it. */
export function namingTheConnection(api: ScriptsApi, connectionId: string): ScriptsApi {
    async function named<T>(call: Promise<T>): Promise<T> {
        try {
            return await call;
        } catch (error) {
            if (error instanceof InfluxDbError) error.connectionId = connectionId;
            throw error;
        }
    }
    return {
        list: (...args) => named(api.list(...args)),
        get: (...args) => named(api.get(...args)),
        create: (...args) => named(api.create(...args)),
        update: (...args) => named(api.update(...args)),
        delete: (...args) => named(api.delete(...args)),
        params: (...args) => named(api.params(...args)),
        invoke: (...args) => named(api.invoke(...args)),
    };
}
