'use strict';

// Entry point of the Node.js runtime: /var/runtime/bootstrap.js inside a sandbox.
require('./runtime/main').main();
