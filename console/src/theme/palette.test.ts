import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DARK, LIGHT, type Palette } from './palette.ts';

/** Contrast of WCAG 2.2 between two colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Which colours are written on which grounds. */
function pairsOf(palette: Palette): (readonly [text: string, ground: string, name: string])[] {
  const grounds = ['ground', 'surface', 'raised', 'sunken'] as const;
  const texts = [
    'text',
    'textSecond',
    'textThird',
    'accent',
    'good',
    'warn',
    'bad',
    'info',
  ] as const;
  const tags = ['accent', 'good', 'warn', 'bad', 'info', 'quiet'] as const;
  return [
    ...grounds.flatMap((ground) =>
      texts.map((text) => [palette[text], palette[ground], `${text} on ${ground}`] as const),
    ),
    ...tags.map(
      (tag) => [palette[tag], palette[`${tag}Ground`], `${tag} on its own ground`] as const,
    ),
    [palette.textThird, palette.quietGround, 'textThird on quietGround'],
    [palette.onAccent, palette.accent, 'onAccent on accent'],
  ];
}

for (const [theme, palette] of Object.entries({ light: LIGHT, dark: DARK })) {
  test(`everything written in the ${theme} theme has AA contrast`, () => {
    const poor = pairsOf(palette)
      .map(([text, ground, name]) => `${contrast(text, ground).toFixed(2)} ${name}`)
      .filter((line) => Number.parseFloat(line) < 4.5);
    assert.deepEqual(poor, []);
  });
}
