// Takes the place of @vscode/spdlog, which has no prebuilt binary: the same interface, writing with plain `fs`.
// Every export is an assignment of its own, because VS Code imports them by name from an ES module.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let level = levels.indexOf('info');

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.level = level;
    this.formatted = true;
  }
  write(at, message) {
    if (at < this.level || this.file === undefined) return;
    const line = this.formatted ? `${new Date().toISOString()} [${levels[at]}] ${message}\n` : message;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // the folder of a finished test run is gone: nobody will read this line
    }
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
  setLevel(next) {
    this.level = next;
  }
  clearFormatters() {
    this.formatted = false;
  }
  setPattern() {}
  flush() {}
  drop() {
    this.file = undefined;
  }
}

async function open(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger('file', name, file);
}

exports.version = 11;
exports.Logger = Logger;
exports.createRotatingLogger = open;
exports.createAsyncRotatingLogger = open;
exports.setFlushOn = () => {};
exports.setLevel = (next) => {
  level = next;
};
