import assert from 'node:assert/strict';
import test from 'node:test';
import { handler } from './index.mjs';

test('greets by name', async () => {
  assert.deepEqual(await handler({ name: 'Ada' }), { message: 'Hello Ada' });
});
