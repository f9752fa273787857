import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** The look of the portal: one accent colour, system fonts, dense controls. */
export const theme = createTheme({
  colors: {
    // A cool grey from text (0) over borders (4) and surfaces (6, 7) to the canvas (8).
    dark: [
      '#d5d9e0',
      '#b5bcc7',
      '#8b94a3',
      '#5d6675',
      '#3a414c',
      '#2f353e',
      '#23272e',
      '#1f2228',
      '#16181d',
      '#101216',
    ],
  },
  primaryColor: 'indigo',
  // Shade 8 is the lightest that keeps white text on it above 4.5:1.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  // Whoever asks for less motion gets panels and questions at once, not faster.
  respectReducedMotion: true,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem' } },
  },
});

/** Muted, placeholder, error and badge texts of the component library miss 4.5:1; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6270',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-gray-light-color': '#454c57',
    '--mantine-color-green-light-color': '#1c6b2e',
    '--mantine-color-red-light-color': '#b02525',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--promenade-canvas': '#f7f8fa',
    '--promenade-surface': '#ffffff',
    '--promenade-border': '#e3e6eb',
    '--promenade-shadow': 'rgb(0 0 0 / 18%)',
  },
  dark: {
    '--mantine-color-dimmed': '#a3abb8',
    '--mantine-color-placeholder': '#949cab',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--promenade-canvas': '#16181d',
    '--promenade-surface': '#1f2228',
    '--promenade-border': '#343a44',
    '--promenade-shadow': 'rgb(0 0 0 / 70%)',
  },
});
