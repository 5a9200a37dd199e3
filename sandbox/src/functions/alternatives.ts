/**
 * What to write instead of a function that the sandbox does not run. Only what gives the same answer stands here; a
 * function that is not listed has no honest alternative. Keys: `name`, or `path.name`, or a package's path.
 */
export const alternatives: ReadonlyMap<string, string> = new Map<string, string>();
