/** The language server's process: `node server.js --stdio`, or over node IPC by a client that forks it. */
import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { serve } from './serve';

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];

if (process.argv.some((argument) => transports.includes(argument.split('=', 1)[0] ?? ''))) {
    serve(
        createConnection(),
        startFluxEngine({ workerFile: path.join(__dirname, 'engine-worker.js') }),
        version,
    );
} else {
    process.stderr.write(
        'This is the Flux Scripts language server. Start it from an editor with: node server.js --stdio\n',
    );
    process.exitCode = 1;
}
