import { expect, test } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { TableScroll } from './table-scroll.js';

test('a table’s room to scroll is reached by keyboard and has a name', () => {
  const markup = renderToStaticMarkup(
    <MantineProvider>
      <TableScroll label="VIP tiers" minWidth={760}>
        <table />
      </TableScroll>
    </MantineProvider>,
  );
  const [region] = /<div[^>]*role="region"[^>]*>/.exec(markup) ?? [];
  expect(region).toContain('tabindex="0"');
  expect(region).toContain('aria-label="VIP tiers"');
  expect(region).toContain('promenade-table-scroll');
});
