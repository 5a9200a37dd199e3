import { buildAll } from '../../esbuild.mjs';

/** Builds the bundles once before the unit tests, because some of them start real workers and processes. */
export default async function setup(): Promise<void> {
    await buildAll();
}
