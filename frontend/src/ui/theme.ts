// The look: pine green for what matters, warm paper behind it, a little ember where warmth is due.
import {
  Badge,
  createTheme,
  Input,
  Modal,
  PasswordInput,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";

const pine: MantineColorsTuple = [
  "#eaf5f0",
  "#d6e9e0",
  "#acd3c3",
  "#80bca5",
  "#5ba88c",
  "#3f9679",
  "#2c7f67",
  "#1f6a5c",
  "#17554b",
  "#0e3f38",
];

const ember: MantineColorsTuple = [
  "#fdf3e7",
  "#f7e4cc",
  "#efc89a",
  "#e7aa65",
  "#e09139",
  "#d67f20",
  "#b96612",
  "#9a530f",
  "#7d430d",
  "#5f330a",
];

/** Neutral with the warmth of paper; the usual greys look blue beside it. */
const gray: MantineColorsTuple = [
  "#f7f6f2",
  "#efeee8",
  "#e5e3db",
  "#d8d6cc",
  "#c3c1b6",
  "#a5a59b",
  "#7d8480",
  "#5b6865",
  "#3d4846",
  "#242d2b",
];

const dark: MantineColorsTuple = [
  "#dfe6e3",
  "#b9c4c0",
  "#98a5a1",
  "#6d7a76",
  "#48534f",
  "#36403d",
  "#2a3331",
  "#1c2422",
  "#141b19",
  "#0e1312",
];

export const theme = createTheme({
  colors: { pine, ember, gray, dark },
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  defaultRadius: "md",
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', sans-serif",
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.75rem" }, h2: { fontSize: "1.2rem" }, h3: { fontSize: "1rem" } },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { tt: "none" } }),
    // Optional fields say so; an asterisk would have to be explained and ends up in the label.
    InputWrapper: Input.Wrapper.extend({ defaultProps: { withAsterisk: false } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { withAsterisk: false } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: "lg" },
      styles: {
        content: { background: "var(--unlit-surface)" },
        header: { background: "var(--unlit-surface)" },
        title: { fontSize: "1.2rem", fontWeight: 650 },
      },
    }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f6f5f0",
    "--mantine-color-text": "#1c2624",
    "--mantine-color-dimmed": "#5b6865",
    "--mantine-color-error": "#c22f2f",
    "--mantine-color-pine-light": "#e3efe9",
    "--mantine-color-pine-light-hover": "#d6e9e0",
    "--unlit-surface": "#ffffff",
    "--unlit-line": "#e3e1d8",
    "--unlit-hero": "linear-gradient(150deg, #1f6a5c, #17554b)",
    "--unlit-bubble": "#ecebe4",
    "--unlit-bubble-mine": "#1f6a5c",
    "--unlit-glow": "#fdf3e7",
  },
  dark: {
    "--mantine-color-body": "#121817",
    "--mantine-color-text": "#dfe6e3",
    "--mantine-color-dimmed": "#98a5a1",
    "--mantine-color-error": "#ff8f8a",
    "--mantine-color-pine-light": "#21392f",
    "--mantine-color-pine-light-hover": "#28473b",
    "--mantine-color-pine-light-color": "#a5dac4",
    "--unlit-surface": "#1a2220",
    "--unlit-line": "#2b3532",
    "--unlit-hero": "linear-gradient(150deg, #1d5247, #143a33)",
    "--unlit-bubble": "#27312e",
    "--unlit-bubble-mine": "#1f6a5c",
    "--unlit-glow": "#2d2617",
  },
});
