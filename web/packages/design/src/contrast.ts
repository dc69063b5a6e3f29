// How well one colour stands out on another, as WCAG 2.2 counts it. For tests of tokens.
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

// The custom properties of one rule that are colours.
export function coloursOf(css: string, selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`)
  return Object.fromEntries([...css.slice(from, css.indexOf('}', from)).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]))
}

const grounds = ['paper', 'surface', 'sunk']
const words = ['ink', 'ink-soft', 'accent', 'ontime', 'soon', 'late', 'waiting']
// Every pair that meets on a screen, and how much it needs.
export const pairs: [string, string, number][] = [
  ...words.flatMap((word) => grounds.map((ground): [string, string, number] => [word, ground, 4.5])),
  ...['ink', 'accent', 'accent-strong'].map((word): [string, string, number] => [word, 'accent-tint', 4.5]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['late', 'late-tint', 4.5],
  ['ink', 'late-tint', 4.5],
  ['soon', 'soon-tint', 4.5],
  ['ink', 'soon-tint', 4.5],
  ...grounds.map((ground): [string, string, number] => ['line-strong', ground, 3]), // edges of inputs
]
