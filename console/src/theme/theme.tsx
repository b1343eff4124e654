import { ConfigProvider, theme as antTheme, App as AntApp, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { readPreference, writePreference } from '../client/preferences.ts';
import { cssVariables, paletteOf, type Palette, type ThemeName } from './palette.ts';

/** What somebody has chosen; system: as the machine has it. */
export type ThemeChoice = ThemeName | 'system';

interface ThemeValue {
  readonly choice: ThemeChoice;
  readonly name: ThemeName;
  readonly palette: Palette;
  readonly choose: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeValue | null>(null);

/** The theme that is shown, and how to change it. */
export function useTheme(): ThemeValue {
  const value = useContext(ThemeContext);
  if (value === null) throw new Error('there is a theme below ThemeProvider only');
  return value;
}

const prefersDark = globalThis.matchMedia('(prefers-color-scheme: dark)');

/** Colours and shapes for everything below: our style sheets and the components alike. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const [choice, setChoice] = useState<ThemeChoice>(() => readPreference('theme', 'system'));
  const [isSystemDark, setSystemDark] = useState(prefersDark.matches);
  useLayoutEffect(() => {
    const follow = (): void => setSystemDark(prefersDark.matches);
    prefersDark.addEventListener('change', follow);
    return () => prefersDark.removeEventListener('change', follow);
  }, []);
  const system: ThemeName = isSystemDark ? 'dark' : 'light';
  const name = choice === 'system' ? system : choice;
  const palette = paletteOf(name);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = name;
    root.style.colorScheme = name;
    for (const [variable, color] of Object.entries(cssVariables(palette))) {
      root.style.setProperty(variable, color);
    }
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.setAttribute('content', palette.ground);
    }
  }, [name, palette]);
  const value = useMemo(
    () => ({
      choice,
      name,
      palette,
      choose: (chosen: ThemeChoice) => {
        writePreference('theme', chosen);
        setChoice(chosen);
      },
    }),
    [choice, name, palette],
  );
  return (
    <ThemeContext value={value}>
      <ConfigProvider
        theme={themeOf(name, palette)}
        locale={i18n.language === 'zh-CN' ? zhCN : enUS}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        <AntApp className="app-root">{children}</AntApp>
      </ConfigProvider>
    </ThemeContext>
  );
}

function themeOf(name: ThemeName, palette: Palette): ThemeConfig {
  return {
    algorithm: name === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      colorPrimary: name === 'dark' ? '#3cc0b1' : palette.accent,
      colorInfo: palette.info,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorInfoBg: palette.infoGround,
      colorSuccessBg: palette.goodGround,
      colorWarningBg: palette.warnGround,
      colorErrorBg: palette.badGround,
      colorLink: palette.accent,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorText: palette.text,
      colorTextSecondary: palette.textSecond,
      colorTextTertiary: palette.textThird,
      colorTextDescription: palette.textThird,
      colorTextPlaceholder: palette.textThird,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      borderRadius: 8,
      controlHeight: 34,
      fontSize: 14,
      fontFamily: 'var(--font-text)',
      fontFamilyCode: 'var(--font-code)',
      motionDurationMid: '0.15s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Button: {
        fontWeight: 500,
        primaryColor: palette.onAccent,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
      },
      Table: {
        headerBg: 'transparent',
        headerColor: palette.textThird,
        headerSplitColor: 'transparent',
        cellPaddingBlock: 10,
        rowHoverBg: palette.sunken,
      },
      Tabs: { horizontalItemGutter: 24 },
      Tooltip: { colorBgSpotlight: name === 'dark' ? '#3a4140' : '#2a2e2d' },
    },
  };
}
