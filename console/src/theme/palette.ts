/** The colours of a theme. Pairs of text and ground keep AA contrast: a test computes it. */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSecond: string;
  readonly textThird: string;
  readonly accent: string;
  readonly accentGround: string;
  readonly onAccent: string;
  readonly good: string;
  readonly goodGround: string;
  readonly warn: string;
  readonly warnGround: string;
  readonly bad: string;
  readonly badGround: string;
  readonly info: string;
  readonly infoGround: string;
  readonly quiet: string;
  readonly quietGround: string;
  /** For things side by side, such as channels; each differs from its neighbour in lightness too. */
  readonly series: readonly string[];
}

export const LIGHT: Palette = {
  ground: '#f5f5f2',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f0f0ec',
  line: '#e6e6e0',
  lineStrong: '#d3d4cd',
  text: '#1a1d1c',
  textSecond: '#545b58',
  textThird: '#646b68',
  accent: '#0b6e66',
  accentGround: '#dff1ee',
  onAccent: '#ffffff',
  good: '#1d7040',
  goodGround: '#e0f2e5',
  warn: '#8a5300',
  warnGround: '#fdf0d5',
  bad: '#b3261e',
  badGround: '#fce8e6',
  info: '#2458a6',
  infoGround: '#e4edfa',
  quiet: '#545b58',
  quietGround: '#ecece7',
  series: ['#0f766e', '#3b6fc4', '#c07a12', '#8a5cc2', '#5d8a2f', '#b8476b', '#3f8ea5', '#7d6a55'],
};

export const DARK: Palette = {
  ground: '#111313',
  surface: '#191c1c',
  raised: '#212525',
  sunken: '#141717',
  line: '#2a2f2e',
  lineStrong: '#3a4140',
  text: '#e9ebe9',
  textSecond: '#aab1ae',
  textThird: '#929a97',
  accent: '#4ecbbd',
  accentGround: '#14332f',
  onAccent: '#06201d',
  good: '#6fd08f',
  goodGround: '#16301f',
  warn: '#f0b860',
  warnGround: '#35280f',
  bad: '#ff9a90',
  badGround: '#3b1c1a',
  info: '#8db8f7',
  infoGround: '#1a2a44',
  quiet: '#aab1ae',
  quietGround: '#262b2a',
  series: ['#4ecbbd', '#7fa9f0', '#e5b15a', '#b795e8', '#9cc96a', '#ea89a8', '#78c3d9', '#bfa88e'],
};

export type ThemeName = 'light' | 'dark';

/** The palette of a theme. */
export function paletteOf(theme: ThemeName): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

/** `textSecond` becomes `--text-second`, for style sheets. */
export function cssVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value]]
        : (value as readonly string[]).map((color, index) => [`--series-${index}`, color]),
    ),
  );
}
