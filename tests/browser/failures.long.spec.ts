import { test } from '@playwright/test';
import { failures } from '../../src/lib/demo/failures';
import { fails } from './fails';

for (const failure of failures) {
  test(`${failure.spec.id} is provoked, named with its figures, and offered a remedy`, ({ page }) =>
    fails(page, failure));
}
