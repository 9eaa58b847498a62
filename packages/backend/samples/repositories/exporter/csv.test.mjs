import assert from 'node:assert/strict';
import test from 'node:test';
import { row } from './csv.mjs';

test('a cell with a semicolon is quoted', () => {
  assert.equal(row(['a;b', 'say "hi"', 3]), '"a;b";"say ""hi""";3\r\n');
});
