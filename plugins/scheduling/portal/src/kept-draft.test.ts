import { expect, test } from '@jest/globals';
import { emptyDraft } from './event-draft.js';
import { draftKeeper } from './kept-draft.js';

const loaded = emptyDraft(
  { start: '2026-11-21T00:00', end: '2026-11-21T23:59' },
  { timezone: 'UTC', dispatchTime: '09:00' },
);
const kept = { loaded, draft: { ...loaded, title: 'Winter' } };

const memory = (room = Number.POSITIVE_INFINITY) => {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      values.set(key, value);
    },
    removeItem: (key: string) => void values.delete(key),
  };
};

test('a form is kept for who typed it, until it is forgotten', () => {
  const store = memory();
  draftKeeper('acme dana', store).keep(kept);
  expect(draftKeeper('acme dana', store).kept()).toEqual(kept);
  expect(draftKeeper('acme omar', store).kept()).toBeNull();
  draftKeeper('acme dana', store).forget();
  expect(draftKeeper('acme dana', store).kept()).toBeNull();
});

test('a form for which there is no room is not kept, and no older one either', () => {
  const store = memory(JSON.stringify(kept).length);
  const keeper = draftKeeper('acme dana', store);
  keeper.keep(kept);
  keeper.keep({ ...kept, draft: { ...loaded, title: 'A longer title than before' } });
  expect(keeper.kept()).toBeNull();
});
