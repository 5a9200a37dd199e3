/** `node dist/cli.js`: runs scripts and starts the sandbox from the command line. */
import { runSandbox } from '@flux-scripts/sandbox/run-sandbox';
import { runCommand, runUsage } from './run-command';

const usage = `Usage:
  node cli.js run FILE.flux [options]   run a script and print its answer as annotated CSV
  node cli.js sandbox [options]         start the sandbox; node cli.js sandbox --help has its options

${runUsage}
`;

async function main([command, ...args]: readonly string[]): Promise<void> {
    switch (command) {
        case 'run':
            process.exitCode = await runCommand(args, { workerFolder: __dirname, environment: process.env });
            break;
        case 'sandbox':
            await runSandbox(args, 'node cli.js sandbox', __dirname);
            break;
        case 'help':
        case '--help':
        case '-h':
            process.stdout.write(usage);
            break;
        default:
            process.stderr.write(
                command === undefined ? usage : `There is no command ${command}.\n\n${usage}`,
            );
            process.exitCode = 2;
    }
}

void main(process.argv.slice(2));
