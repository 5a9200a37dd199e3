// Stands in for VS Code's native `@vscode/spdlog`, which would need a compiler. It really writes the log files
// (server, extension host, output channels): they are what a failing test leaves behind. Size limits and
// rotation are left out, because a run's data folder lives as long as the run.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
let level = 2;

function timestamp() {
    const now = new Date();
    const two = (value) => String(value).padStart(2, '0');
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
    return `${day} ${time}.${String(now.getMilliseconds()).padStart(3, '0')}`;
}

class Logger {
    constructor(type, name, file) {
        this.level = level;
        this.formatted = true;
        fs.mkdirSync(path.dirname(file), { recursive: true });
        this.fd = fs.openSync(file, 'a');
    }
    write(messageLevel, message) {
        if (this.fd === undefined || messageLevel < this.level) return;
        fs.writeSync(
            this.fd,
            this.formatted ? `${timestamp()} [${LEVELS[messageLevel]}] ${message}\n` : message,
        );
    }
    trace(message) {
        this.write(0, message);
    }
    debug(message) {
        this.write(1, message);
    }
    info(message) {
        this.write(2, message);
    }
    warn(message) {
        this.write(3, message);
    }
    error(message) {
        this.write(4, message);
    }
    critical(message) {
        this.write(5, message);
    }
    getLevel() {
        return this.level;
    }
    setLevel(value) {
        this.level = value;
    }
    setPattern() {
        this.formatted = true;
    }
    clearFormatters() {
        this.formatted = false;
    }
    flush() {}
    drop() {
        if (this.fd !== undefined) fs.closeSync(this.fd);
        this.fd = undefined;
    }
}

exports.version = 0;
exports.setLevel = function setLevel(value) {
    level = value;
};
exports.setFlushOn = function setFlushOn() {};
exports.Logger = Logger;
exports.createRotatingLogger = async function createRotatingLogger(name, file) {
    return new Logger('rotating', name, file);
};
exports.createAsyncRotatingLogger = async function createAsyncRotatingLogger(name, file) {
    return new Logger('rotating_async', name, file);
};
