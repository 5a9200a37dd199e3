/**
 * A program for tests of the host: it keeps the sandbox's side of the agreement (one JSON line, a scripts API behind a
 * token, an end when its standard input ends) and nothing else. A real process, a real server.
 */
import fs from 'node:fs/promises';
import path from 'node:path';

const program = `
const http = require('node:http');
const fs = require('node:fs');
const [folder, mode] = process.argv.slice(2);
const token = require('node:crypto').randomBytes(32).toString('hex');
fs.appendFileSync(folder + '/starts.log', process.pid + '\\n');
fs.writeFileSync(folder + '/environment.json', JSON.stringify(process.env));
if (mode === 'fail') { console.error('the port is taken'); process.exit(3); }
if (mode === 'mute') setInterval(() => undefined, 1000);
else if (mode === 'babble') { console.log('hello ' + token); setInterval(() => undefined, 1000); }
else {
    const server = http.createServer((request, response) => {
        const known = request.headers.authorization === 'Token ' + token;
        response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
        response.end(known ? '{"scripts":[]}' : '{"code":"unauthorized","message":"no"}');
    });
    server.listen(0, '127.0.0.1', () => {
        console.error('ready with ' + token);
        const url = 'http://127.0.0.1:' + server.address().port;
        console.log(JSON.stringify({ url, token, org: 'o', orgID: '0123456789abcdef', pid: process.pid }));
        console.error('still ready with ' + token);
    });
    process.stdin.on('end', () => process.exit(0)).resume();
}
`;

/** Writes the program into a folder. @returns its path; each start adds a line to `starts.log` beside it and writes its
 * environment to `environment.json`. */
export async function writeSmallSandbox(folder: string): Promise<string> {
    const file = path.join(folder, 'small-sandbox.cjs');
    await fs.writeFile(file, program);
    return file;
}
