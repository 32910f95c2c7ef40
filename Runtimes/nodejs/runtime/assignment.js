'use strict';

// Waiting, with the interpreter up and this client loaded, to be told what to run.
//
// Standard input brings the command as the launcher's `image.h` lays it out: two 32-bit counts of arguments and
// variables, then NUL-terminated strings, the first of them the working directory.

const fs = require('fs');

function awaitAssignment() {
  const image = fs.readFileSync(0);
  if (image.length === 0) process.exit(0); // nothing was assigned before the sandbox went away
  const argumentCount = image.readUInt32LE(0);
  const [workingDirectory, ...strings] = image.toString('utf8', 8).split('\0').slice(0, -1);
  process.argv.splice(2);
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const variable of strings.slice(argumentCount)) {
    const equals = variable.indexOf('=');
    process.env[variable.slice(0, equals)] = variable.slice(equals + 1);
  }
  process.chdir(workingDirectory);
}

module.exports = { awaitAssignment };
