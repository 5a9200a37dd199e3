/** `node dist/sandbox.js`: the sandbox as a process of its own. */
import { runSandbox } from './run-sandbox';

// In the bundle, the folder of the bundle: the workers lie beside it.
void runSandbox(process.argv.slice(2), 'node sandbox.js', __dirname);
