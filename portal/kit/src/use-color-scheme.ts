import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** The colours in use, and a way to choose others; the browser remembers the choice. */
export function useColorScheme() {
  const { setColorScheme } = useMantineColorScheme();
  return { colorScheme: useComputedColorScheme('light'), setColorScheme };
}
