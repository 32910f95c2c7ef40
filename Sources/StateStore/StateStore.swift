// The folder's first type replaces this file.
