/**
 * Every room offers its commands as part of one table, keyed by the command's id; `extension.ts` registers the whole
 * table, each inside the one error wrapper. A test holds the table equal to the manifest.
 */
export type Command = (...args: unknown[]) => unknown;
export type CommandTable = Readonly<Record<`fluxScripts.${string}`, Command>>;
