// Every pair of colours that meets on a screen, in both themes: WCAG 2.2 AA.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { coloursOf, contrast, pairs } from './contrast'

const css = readFileSync(new URL('./style/tokens.css', import.meta.url), 'utf8')
const themes = { light: coloursOf(css, ':root'), dark: { ...coloursOf(css, ':root'), ...coloursOf(css, ":root[data-theme='dark']") } }

for (const [name, colours] of Object.entries(themes)) {
  it.each(pairs)(`${name}: %s on %s is at least %d to 1`, (word, ground, least) => {
    expect(contrast(colours[word] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })
}
