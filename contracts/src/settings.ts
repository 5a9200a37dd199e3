/**
 * The extension's settings: what each means, how it is checked, and its default. A test holds the defaults equal to
 * the manifest. No setting carries a URL, a token or a choice about certificates: those belong to a connection.
 */
import * as v from 'valibot';

function wholeNumber(least: number, most: number) {
    return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

/** Each setting's name below `fluxScripts.`, with its check and its default. */
export const settings = {
    /** Offer the connection "Sandbox". */
    'sandbox.enabled': { schema: v.boolean(), default: true },
    /** Rows of one answer that are kept and shown. */
    'results.rowLimit': { schema: wholeNumber(1, 1_000_000), default: 10_000 },
    /** Seconds without a byte after which a run is given up. InfluxDB itself ends a query after 90 s. */
    'invoke.idleTimeoutSeconds': { schema: wholeNumber(90, 3600), default: 120 },
    /** What the traffic with the language server leaves in the log; read by the language client itself. */
    'trace.server': { schema: v.picklist(['off', 'messages', 'verbose']), default: 'off' },
} as const;

export type SettingName = keyof typeof settings;
export type SettingValue<Name extends SettingName> = v.InferOutput<(typeof settings)[Name]['schema']>;

/** A setting's value as the person wrote it when that is allowed, else its default: settings files hold anything. */
export function checkedSetting<Name extends SettingName>(name: Name, value: unknown): SettingValue<Name> {
    const setting = settings[name];
    const checked = v.safeParse(setting.schema, value);
    return checked.success ? checked.output : setting.default;
}
