import { createRoot } from 'react-dom/client';
import { cssVariables, paletteOf } from '../theme/palette.ts';
import '../theme/global.css';
import './tracking.css';
import { TrackingPage } from './tracking-page.tsx';

/** Colours as the machine has them, and as it changes them in the evening. */
function wearTheme(): void {
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
  const wear = (): void => {
    const name = dark.matches ? 'dark' : 'light';
    const { style, dataset } = document.documentElement;
    dataset['theme'] = name;
    style.colorScheme = name;
    for (const [variable, color] of Object.entries(cssVariables(paletteOf(name)))) {
      style.setProperty(variable, color);
    }
  };
  dark.addEventListener('change', wear);
  wear();
}

wearTheme();
const root = document.querySelector('#root');
if (root === null) throw new Error('track.html has a #root');
const token = globalThis.location.pathname.split('/')[2] ?? '';
createRoot(root).render(<TrackingPage token={decodeURIComponent(token)} />);
