import { theme as algorithms, type ThemeConfig } from "antd";

/**
 * The one place where colours, type and sizes are decided. Components read the variables (`var(--ink)`),
 * Ant Design reads the tokens; both come from the same palette, so light and dark cannot drift apart.
 * Every pair of text and ground below reaches 4.5:1, every outline of a control 3:1 (WCAG 2.2 AA).
 */
export type Look = "light" | "dark";

const light = {
  ink: "#1f2a37",
  "ink-soft": "#55606f",
  "ink-faint": "#616b7a",
  paper: "#ffffff",
  ground: "#f5f6f8",
  raised: "#ffffff",
  line: "#e2e5ea",
  "line-strong": "#8a93a2",
  hover: "#eef0f4",
  primary: "#2b4c9b",
  "primary-text": "#2b4c9b",
  "primary-wash": "#e9eef9",
  done: "#2f7d5b",
  "done-text": "#276a4d",
  "done-wash": "#e6f3ed",
  late: "#c0392b",
  "late-text": "#ab2f22",
  "late-wash": "#fbebe9",
  /** The ground of a number in white: the same in both looks, for white on the lighter red could not be read. */
  count: "#c0392b",
  "count-text": "#ffffff",
  watch: "#b7791f",
  "watch-text": "#85550f",
  "watch-wash": "#fbf2e1",
  shadow: "0 1px 2px rgb(31 42 55 / 6%), 0 8px 24px rgb(31 42 55 / 12%)",
};

const dark: typeof light = {
  ink: "#e4e8ee",
  "ink-soft": "#a7b0bd",
  "ink-faint": "#929cab",
  paper: "#171c24",
  ground: "#0f1318",
  raised: "#1e252f",
  line: "#2a323e",
  "line-strong": "#69748a",
  hover: "#202733",
  primary: "#4568c0",
  "primary-text": "#9db6f5",
  "primary-wash": "#1d2942",
  done: "#4fa980",
  "done-text": "#6cc59c",
  "done-wash": "#15291f",
  late: "#e0685a",
  "late-text": "#f08b7f",
  "late-wash": "#331b19",
  count: light.count,
  "count-text": light["count-text"],
  watch: "#d39a3d",
  "watch-text": "#e2b465",
  "watch-wash": "#2d2413",
  shadow: "0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 50%)",
};

export const palettes: Record<Look, typeof light> = { light, dark };

export const fonts = {
  work: 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
  /** Official paper only: inside document views. */
  paper: 'FangSong, "仿宋", STFangsong, FangSong_GB2312, "Noto Serif SC", "Source Han Serif SC", SimSun, serif',
};

/** Sizes on the 8 px grid. */
export const sizes = { navigation: 208, top: 48, row: 40, denseRow: 32, panel: 480, readable: 760 };

export function antTheme(look: Look, still: boolean): ThemeConfig {
  const palette = palettes[look];
  return {
    algorithm: look === "dark" ? algorithms.darkAlgorithm : algorithms.defaultAlgorithm,
    token: {
      fontFamily: fonts.work,
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      motion: !still,
      colorPrimary: palette.primary,
      colorSuccess: palette.done,
      colorWarning: palette.watch,
      // Ant Design darkens what it is given in the dark look; begun lighter, it still reads as text.
      colorError: look === "dark" ? "#ff9a8f" : palette.late,
      colorLink: palette["primary-text"],
      colorText: palette.ink,
      colorTextSecondary: palette["ink-soft"],
      colorTextTertiary: palette["ink-faint"],
      colorTextPlaceholder: palette["ink-faint"],
      colorTextDescription: palette["ink-soft"],
      colorErrorText: palette["late-text"],
      colorBgLayout: palette.ground,
      colorBgContainer: palette.paper,
      colorBgElevated: palette.raised,
      colorBorder: palette["line-strong"],
      colorBorderSecondary: palette.line,
      boxShadowSecondary: palette.shadow,
    },
    components: {
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
        // What Ant Design makes of the primary colour is too dim to be read in the dark look.
        defaultHoverColor: palette["primary-text"],
        defaultHoverBorderColor: palette["primary-text"],
        defaultActiveColor: palette["primary-text"],
        defaultActiveBorderColor: palette["primary-text"],
        dangerColor: look === "dark" ? "#1f0d0a" : "#ffffff",
      },
    },
  };
}

export function paint(look: Look): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(palettes[look])) root.style.setProperty(`--${name}`, value);
  root.style.setProperty("--font-work", fonts.work);
  root.style.setProperty("--font-paper", fonts.paper);
  for (const [name, value] of Object.entries(sizes)) root.style.setProperty(`--size-${name}`, `${value}px`);
  root.style.colorScheme = look;
  root.dataset.look = look;
}
