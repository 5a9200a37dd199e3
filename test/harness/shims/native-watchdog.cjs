// Stands in for VS Code's native `native-watchdog`, which would need a compiler: ends this process (the
// extension host) when the process that started it is gone, so that no host outlives its server.
'use strict';

const INTERVAL_MS = 1000;
let timer;

exports.start = function start(pid) {
    if (timer) throw new Error('Can only monitor a single process!');
    timer = setInterval(() => {
        try {
            process.kill(pid, 0);
        } catch (error) {
            if (error.code === 'ESRCH') process.exit(87);
        }
    }, INTERVAL_MS);
    timer.unref();
};

exports.exit = function exit(code) {
    process.exit(code || 0);
};
