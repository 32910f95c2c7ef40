'use strict';

// Entry point of the Node.js runtime: /var/runtime/bootstrap.js inside a sandbox.
const { main } = require('./runtime/main');

if (process.argv.includes('--await-assignment')) require('./runtime/assignment').awaitAssignment();
main();
