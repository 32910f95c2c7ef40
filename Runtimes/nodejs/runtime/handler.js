'use strict';

// Finding the function's handler.

const fs = require('fs');
const path = require('path');
const { RuntimeFault } = require('./errors');

const NAME = /^([^.]*)\.(.+)$/;

/** The function that `name`, such as `app.handler` or `lib/app.api.get`, refers to. */
async function load(taskRoot, name) {
  if (name.includes('..')) {
    throw new RuntimeFault(
      'Runtime.MalformedHandlerName',
      `'${name}' is not valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const directory = path.dirname(name);
  const match = NAME.exec(path.basename(name));
  if (!match) throw new RuntimeFault('Runtime.MalformedHandlerName', 'Bad handler');
  const exported = await loadModule(path.resolve(taskRoot, directory, match[1]), path.join(directory, match[1]));
  return find(exported, match[2], name);
}

function find(exported, dotted, name) {
  const handler = dotted.split('.').reduce((value, key) => value?.[key], exported);
  if (!handler) throw new RuntimeFault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeFault('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

async function loadModule(file, name) {
  try {
    return await importOrRequire(file, name);
  } catch (error) {
    if (error instanceof SyntaxError) throw fault('Runtime.UserCodeSyntaxError', error);
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw fault('Runtime.ImportModuleError', error);
    }
    throw error;
  }
}

function fault(type, error) {
  const wrapped = new RuntimeFault(type, String(error));
  wrapped.stack = `${type}: ${error.stack ?? error}`;
  return wrapped;
}

function importOrRequire(file, name) {
  if (isFile(`${file}.js`) && isModulePackage(path.dirname(file))) return importFile(`${file}.js`);
  if (isFile(file) || isFile(`${file}.js`)) return require(file);
  if (isFile(`${file}.mjs`)) return importFile(`${file}.mjs`);
  if (isFile(`${file}.cjs`)) return require(`${file}.cjs`);
  // A package in a layer, or the error that says where was looked.
  return require(require.resolve(name, { paths: [path.dirname(file), ...require.resolve.paths(name)] }));
}

function importFile(file) {
  return import(require('url').pathToFileURL(file).href);
}

function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether the nearest package.json makes `.js` files ECMAScript modules. */
function isModulePackage(directory) {
  for (let current = directory; ; current = path.dirname(current)) {
    const file = path.join(current, 'package.json');
    if (isFile(file)) return JSON.parse(fs.readFileSync(file, 'utf8')).type === 'module';
    if (current === path.dirname(current)) return false;
  }
}

module.exports = { load };
